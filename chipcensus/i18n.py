"""Every word on a screen, in Chinese and English, from locales/<lang>/<subject>.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Words:
    """The words of one language, and the names of companies in it.

    Attributes:
        lang: "zh" or "en".
        texts: every text by its dotted key.
        names: companies' names by company id.
        happenings: what happened, by happening.
    """

    lang: str
    texts: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    happenings: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, key: str, **values: Any) -> str:
        """The text at `key` with `values` filled in. Raises KeyError for an unknown key."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def get(self, key: str, default: str) -> str:
        """The text at `key`, or `default`: for codes of data, which may be new."""
        return self.texts.get(key, default)

    def code(self, field_name: str, value: str | None) -> str:
        """A code of the data in words, e.g. the scope "chip"; unknown codes stay as they are."""
        return self("word.not_named") if value is None else self.get(f"{field_name}.{value}", value)

    def company(self, company_id: str) -> str:
        """A company's name in this language, else its id."""
        return self.names.get(company_id, company_id)

    def happening(self, happening_id: str) -> str:
        """What happened and when, else its id."""
        return self.happenings.get(happening_id, happening_id)

    def day(self, value: date | None) -> str:
        """A day, as ISO 8601."""
        return self("word.unknown") if value is None else value.isoformat()

    def list(self, items: list[str]) -> str:
        """Items in one line."""
        return ("、" if self.lang == "zh" else ", ").join(items)

    def section(self, prefix: str) -> dict[str, str]:
        """All texts below `prefix`, keyed without it."""
        return dict(_section(self.lang, prefix))


@cache
def _section(lang: str, prefix: str) -> dict[str, str]:
    head, texts = f"{prefix}.", read_words(lang).texts
    return {k.removeprefix(head): v for k, v in texts.items() if k.startswith(head)}


@cache
def read_words(lang: str) -> Words:
    """Read one language's files; keys are flattened with dots."""
    texts: dict[str, str] = {}
    for path in sorted((Path(__file__).parent / "locales" / lang).glob("*.toml")):
        texts |= dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    return Words(lang, texts)


def _flat(node: Mapping[str, Any], head: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in node.items():
        name = f"{head}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
