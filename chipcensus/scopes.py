"""Rules that say which companies of a registry are chip companies, and what one company is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SCOPES = ("chip", "ai_chip", "integrated_circuit", "semiconductor", "gpu")
# Each holds all of those before it.
BREADTHS = ("narrow", "medium", "wide")
FIELDS = ("name", "business_scope")
BOTH = "&"
# Stands where a word was struck out, so that its neighbours do not become a word.
GAP = "\n"
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class Rule:
    """What is looked for in one of a company's texts, and what is struck out of it first.

    Attributes:
        words: any of them will do; words of one text joined by "&" must all stand there.
        struck: words that mean something else.
    """

    words: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()

    def holds(self, text: str) -> bool:
        """Whether a text in lower case has one of the words."""
        left = re.sub(pattern(self.struck), GAP, text) if self.struck else text
        return any(all(part in left for part in parts(word)) for word in self.words)


@dataclass(frozen=True)
class Scopes:
    """The rules, by scope, breadth and text (name, business_scope)."""

    rules: Mapping[str, Mapping[str, Mapping[str, Rule]]] = field(default_factory=dict)

    def tags(self, name: str | None, business_scope: str | None) -> list[str]:
        """Every "scope/breadth" a company is in, e.g. chip/medium and chip/wide."""
        texts = {"name": lowered(name or ""), "business_scope": lowered(business_scope or "")}
        return [
            f"{scope}/{breadth}"
            for scope, breadths in self.rules.items()
            for breadth in BREADTHS
            if any(
                rule.holds(texts[text])
                for narrower in BREADTHS[: BREADTHS.index(breadth) + 1]
                for text, rule in breadths.get(narrower, {}).items()
            )
        ]

    def least_words(self) -> tuple[str, ...]:
        """Words of which one stands in a text of every company that is in any scope."""
        return least_words(r for b in self.rules.values() for rs in b.values() for r in rs.values())


def least_words(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Words of which one stands wherever one of the rules holds: the shortest are enough."""
    lists = [parts(word) for rule in rules for word in rule.words]
    single = {words[0] for words in lists if len(words) == 1}
    joined = [words for words in lists if len(words) > 1]
    # Of words that stand together one is enough: one that is looked for anyway, if there is.
    covered = [w for words in joined for w in words if any(word in w for word in single)]
    chosen = {next((w for w in words if w in covered), words[0]) for words in joined}
    words = single | chosen
    return tuple(sorted(w for w in words if not any(other in w for other in words if other != w)))


def covers(looked_for: Sequence[str], scopes: Scopes) -> bool:
    """Whether a search for these words finds every company that can have a scope."""
    return all(any(word in least for word in looked_for) for least in scopes.least_words())


def parts(word: str) -> list[str]:
    """The words that must stand together."""
    return [part.strip() for part in word.split(BOTH)]


def lowered(text: str) -> str:
    """Latin capitals made small, nothing else: so the database does too."""
    return re.sub("[A-Z]+", lambda found: found[0].lower(), text)


def pattern(words: tuple[str, ...]) -> str:
    """A regular expression for any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(_PUNCTUATION.sub(r"\\\1", word) for word in ordered)
