from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from chipcensus import logs
from chipcensus.errors import BadParameter
from chipcensus.settings import ROOT

SAY = """
import logging, streamlit
from chipcensus import logs
streamlit.logger.setup_formatter = logs.through_the_root
logs.configure("{form}")
streamlit.logger.get_logger("streamlit.made.later").error("from a library")
logging.getLogger("chipcensus.ours").info("中文 \\n %s", "two lines")
logging.getLogger("uvicorn.error").info("chatter")
logging.getLogger("chipcensus.requests").info("a request")
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("anything").exception("broke")
"""


def _said(form):
    command = [sys.executable, "-c", SAY.format(form=form)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stdout == b""
    return done.stderr.decode().splitlines()


def test_every_line_is_an_object_whoever_writes_it():
    lines = [json.loads(line) for line in _said("json")]
    assert [line["logger"] for line in lines] == [
        "streamlit.made.later", "chipcensus.ours", "chipcensus.requests", "anything",
    ]  # fmt: skip
    assert [line["level"] for line in lines] == ["error", "info", "info", "error"]
    assert lines[1]["text"] == "中文 \n two lines"
    assert "ZeroDivisionError" in lines[3]["error"]
    assert all(line["time"].endswith("+00:00") for line in lines)


def test_text_is_for_people():
    said = _said("text")
    assert "ERROR   streamlit.made.later: from a library" in said[0]
    assert said[-1] == "ZeroDivisionError: division by zero"
    assert "a request" not in "".join(said)


def test_another_form_is_refused():
    with pytest.raises(BadParameter, match=r"CHIPCENSUS_LOG: found 'xml'; expected text or json"):
        logs.configure("xml")


def test_a_record_may_have_fields_of_its_own():
    record = logging.LogRecord("x", logging.INFO, "", 0, "did", (), None)
    record.told = {"figure": "a/b", "seconds": 0.5}
    told = json.loads(logs.JsonLines().format(record))
    assert (told["figure"], told["seconds"]) == ("a/b", 0.5)
    assert "error" not in told
    assert "request" not in told
