"""What a dry run found, on the terminal."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from chipcensus.i18n import Words
from chipcensus.intake import Draft, FileDraft, Group

# More files are told by format.
LISTED = 20
SHOWN_EXAMPLES = 3


def tell_files(draft: Draft) -> None:
    """What each file was found to be, many of them by format; what their tables would get."""
    formats = Counter(file.recognised.format for file in draft.files if file.recognised)
    few = [f"{file.name}: {_told(file)}" for file in draft.files[:LISTED]]
    many = [f"{count:,} files: {name}" for name, count in formats.most_common()]
    print(*(many if len(draft.files) > LISTED else few), sep="\n")
    for what, names in (("never read, personal", draft.dropped), ("not used", draft.unused)):
        if names:
            print(f"Columns {what}: {', '.join(names)}")
    for table, told in draft.tables.items():
        unknown = ", ".join(f"{name} {count:,}" for name, count in told.unknown.items())
        print(f"{table}: {told.rows:,} rows{f'; unknown: {unknown}' if unknown else ''}")
    if draft.duplicates:
        print(f"{draft.duplicates:,} rows are told twice, and count once.")
    if draft.is_synthetic:
        print("Synthetic data: not real.")


def _told(file: FileDraft) -> str:
    known, one = file.recognised, file.imported
    if known is None or one is None:
        return "could not be read"
    return f"{known.format}, {one.rows:,} rows, {one.refused:,} refused"


def tell_problems(draft: Draft, words: Words) -> None:
    """All problems as a table, the most frequent first."""
    if not draft.groups:
        return
    heads = ("column", "found", "expected", "remedy")
    labels = ["", *(words(f"problem.{name}") for name in heads)]
    rows = [_row(group) for group in draft.groups]
    with pd.option_context("display.unicode.east_asian_width", True, "display.max_colwidth", 60):
        print(pd.DataFrame(rows, columns=labels).to_string(index=False))


def _row(group: Group) -> list[str]:
    places = [
        f"{e.found or '–'} ({e.file}{f':{e.row}' if e.row else ''})"
        for e in group.examples[:SHOWN_EXAMPLES]
    ]
    shown = "; ".join(places)
    return [f"{group.count:,}", group.column or "–", shown, group.expected, group.remedy]
