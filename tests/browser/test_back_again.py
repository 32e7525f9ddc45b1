"""A page that is open while its server is killed goes on with the next one."""

from __future__ import annotations

import signal

from operation.supervised import supervised

PAGE = "registrations"


def test_a_page_whose_server_was_killed_goes_on(reader, shipped, tmp_path):
    with supervised(shipped, tmp_path) as server:
        one = reader(at=f"http://127.0.0.1:{server.port}").show(PAGE, lang="en", scope="ai_chip")
        shown = [bars["x"] for bars in one.bars("registrations/by_year")]
        with one.page.expect_websocket(timeout=60_000) as again:
            server.kept().send_signal(signal.SIGKILL)
        # Without anything done in it the page asks the next server to be run.
        again.value.wait_for_event("framesent", timeout=60_000)
        one.page.locator("[data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
        one.settled()
        one.switch("zh", PAGE)
        assert [bars["x"] for bars in one.bars("registrations/by_year")] == shown
        one.page.close()
