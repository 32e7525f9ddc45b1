"""Citing a figure: a short id that shows later what the figure showed, or what has changed."""

from chipcensus.citing.changes import Change, changes
from chipcensus.citing.citations import asked_again, cite, cited_result, look_up, short_address
from chipcensus.citing.found import Found, find

__all__ = [
    "Change",
    "Found",
    "asked_again",
    "changes",
    "cite",
    "cited_result",
    "find",
    "look_up",
    "short_address",
]
