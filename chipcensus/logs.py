"""The log: text for a terminal, JSON lines for whoever collects logs; each says its request."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from chipcensus.errors import BadParameter

FORMS = ("text", "json")
# The logger that tells of each request.
REQUESTS = "chipcensus.requests"
# Of the request that is being answered, in every thread that works for it; empty = none is.
REQUEST: ContextVar[str] = ContextVar("request", default="")
# A record's own fields, beside its text: logger.info("...", extra={TOLD: {...}}).
TOLD = "told"


class Text(logging.Formatter):
    """A line for people: when, how grave, who says what, in which request."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and the traceback below it where there is one."""
        line, identity = super().format(record), REQUEST.get()
        return f"{line} [{identity}]" if identity else line


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, text, request, the record's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is its field `error`."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": record.getMessage(),
            "request": REQUEST.get() or None,
            **getattr(record, TOLD, {}),
            "error": self.formatException(record.exc_info) if record.exc_info else None,
        }
        said = {name: value for name, value in told.items() if value is not None}
        return json.dumps(said, ensure_ascii=False, default=str)


def configure(form: str) -> None:
    """Write all that this process logs to standard error, in one form.

    Libraries say what went wrong, we also what is done. Raises BadParameter.
    """
    if form not in FORMS:
        raise BadParameter(f"CHIPCENSUS_LOG: found {form!r}; expected {' or '.join(FORMS)}.")
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else Text())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for logger in list(logging.Logger.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            through_the_root(logger)
    logging.getLogger("chipcensus").setLevel(logging.INFO)
    # For machines a line a request; for people those that failed.
    logging.getLogger(REQUESTS).setLevel(logging.INFO if form == "json" else logging.WARNING)


def through_the_root(logger: logging.Logger) -> None:
    """Let a library's logger write as all others do."""
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)
