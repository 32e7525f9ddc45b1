"""A figure alone on a page: frozen or of the newest data, with nothing from elsewhere."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words

PATH = "/embed/registrations/by_year"
CARD = re.compile(r'<script type="application/json" id="card"[^>]*>\n(.*)\n</script>')


def card_of(reply):
    return json.loads(CARD.search(reply.body.decode())[1])["card"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_stands_alone_as_on_its_page(get, name, lang):
    reply = get(f"/embed/{name}?lang={lang}")
    shown = json.loads(get(f"/api/v1/shown/{name}.json?lang={lang}").body)["card"]
    assert reply.status == 200
    assert card_of(reply) == shown
    assert f"<title>{html.escape(shown['title'])}</title>" in reply.body.decode()


def test_filters_act(get):
    plain, chosen = get(PATH), get(f"{PATH}?year_from=2019&scope=ai_chip")
    assert card_of(plain)["figure"] != card_of(chosen)["figure"]
    assert "year_from=2019" in card_of(chosen)["links"]["csv"]


def test_nothing_comes_from_elsewhere_and_no_other_script_runs(get):
    reply = get(PATH)
    text = reply.body.decode()
    fetched = re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', text)
    assert len(fetched) == 6
    assert all(one.startswith("/assets/") for one in fetched)
    assert all(get(html.unescape(one)).status == 200 for one in fetched)
    assert "script-src 'self';" in reply.headers["Content-Security-Policy"]
    assert reply.headers["X-Frame-Options"] is None


def test_only_our_own_pages_may_frame_it_and_the_sites_that_are_named(get, shipped, asking):
    assert get(PATH).headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    sites = replace(shipped, embed_origins="https://a.example, https://b.example")
    with asking(Census(sites)) as ask:
        for path, status in ((PATH, 200), (f"{PATH}?scope=none", 400)):
            reply = ask(path)
            assert reply.status == status
            policy = reply.headers["Content-Security-Policy"]
            assert policy.endswith("frame-ancestors 'self' https://a.example https://b.example")
        page = ask("/funding").headers["Content-Security-Policy"]
        assert page.endswith("frame-ancestors 'self'")


def test_frozen_it_shows_the_data_of_its_generation(asking, rebuilt):
    with asking(Census(rebuilt.settings)) as ask:
        path = f"{PATH}?scope=ai_chip"
        then, now = ask(f"{path}&generation={rebuilt.then}"), ask(path)
        assert card_of(then)["figure"] != card_of(now)["figure"]
        assert card_of(then)["cite"]["generation"] == rebuilt.then
        assert card_of(now)["cite"]["generation"] == rebuilt.now
        # What it fetches is of that data too, and only what follows the newest looks for newer.
        assert all(f"generation={rebuilt.then}" in link for link in card_of(then)["links"].values())
        assert b'data-newest=""' in then.body
        assert b'data-newest="/api/v1/shown/registrations/by_year.json?' in now.body


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/embed/registrations/nothing?", 404, "unknown"),
        ("/embed/..%2f..%2fetc/passwd?", 404, None),
        (f"{PATH}?scope=%3Cscript%3E&colour=blue&", 400, "bad"),
        (f"{PATH}?theme=%22pink&", 400, "bad"),
        (f"{PATH}?generation=0123456789ab&", 410, "gone"),
    ],
)
def test_what_cannot_be_shown_is_said_in_the_readers_language(get, path, status, said, lang):
    reply = get(f"{path}lang={lang}")
    text = reply.body.decode()
    assert reply.status == status
    assert "<script" not in text
    if said:
        words = read_words(lang)
        names = ", ".join(n for n in ("scope", "colour", "theme") if n in path)
        told = words(f"embed.{said}", names=names) if names else words(f"embed.{said}")
        assert html.escape(told) in text or ", ".join(reversed(names.split(", "))) in text


@pytest.mark.parametrize(
    ("theme", "said"), [("", ""), ("theme=dark", "dark"), ("theme=light", "light")]
)
def test_the_theme_is_the_one_asked_for(get, theme, said):
    assert f'data-theme="{said}"' in get(f"{PATH}?{theme}").body.decode()
