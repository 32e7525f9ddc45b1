"""What goes along with the data: README, licence, how to cite it; in both languages."""

from __future__ import annotations

from chipcensus.dataset.describe import AUTHOR, LICENCE
from chipcensus.dataset.tables import Contents, Table
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.settings import ROOT, Settings

LICENCE_FILE = "LICENSE.md"
BIBTEX = """@misc{{chip-census-{id},
  author = {{{{{author}}}}},
  title = {{{{{title}}}}},
  year = {{{year}}},
  version = {{{id}}},
  note = {{Data generation {id}, CC BY 4.0}}
}}
"""
CFF = """cff-version: 1.2.0
message: If you use this data, please cite it as below.
type: dataset
title: "{title}"
authors:
  - name: {author}
version: "{id}"
date-released: "{day}"
license: {licence}
"""


def title() -> str:
    """What the data is called, in both languages."""
    zh, en = (read_words(lang)("app.name") for lang in LANGUAGES)
    return f"{en} ({zh})"


def citation(contents: Contents, words: Words) -> str:
    """How to cite the generation, as a sentence."""
    return words("download.citation", id=contents.id, year=contents.built_at.year)


def bibtex(contents: Contents) -> str:
    """How to cite the generation, for BibTeX."""
    year = contents.built_at.year
    return BIBTEX.format(id=contents.id, author=AUTHOR, title=title(), year=year)


def texts(contents: Contents, settings: Settings) -> dict[str, str]:
    """The texts that every file carries, by their names."""
    shipped = ROOT / "data" / LICENCE_FILE
    own = settings.data / LICENCE_FILE
    cff = CFF.format(
        title=title(),
        author=AUTHOR,
        id=contents.id,
        day=contents.built_at.date(),
        licence=LICENCE["name"],
    )
    return {
        "README.md": _readme(contents),
        LICENCE_FILE: (own if own.is_file() else shipped).read_text(encoding="utf-8"),
        "CITATION.cff": cff,
        "CITATION.bib": bibtex(contents),
    }


def about(contents: Contents) -> dict[str, str]:
    """The lines of a workbook's first sheet."""
    spoken = [read_words(lang) for lang in LANGUAGES]
    lines = {
        "generation": contents.id,
        "built_at": f"{contents.built_at:%Y-%m-%d %H:%M:%S} UTC",
        "tables": str(len(contents.tables)),
        "rows": str(contents.rows),
        "licence": "\n".join(words("download.licence_text") for words in spoken),
        "cite": "\n".join(citation(contents, words) for words in spoken),
        "reading": "\n\n".join(words("download.reading") for words in spoken),
    }
    labels = {name: " ".join(w(f"download.about_{name}") for w in spoken) for name in lines}
    return {title(): ""} | {labels[name]: text for name, text in lines.items()}


def _readme(contents: Contents) -> str:
    parts = [f"# {title()} {contents.id}"]
    for lang in reversed(LANGUAGES):
        words = read_words(lang)
        facts = _list(contents, words, is_derived=False)
        parts += [
            words("download.readme", id=contents.id, rows=contents.rows, tables=len(facts)),
            "\n".join(facts),
            words("download.readme_derived"),
            "\n".join(_list(contents, words, is_derived=True)),
            words("download.reading"),
            words("download.readme_formats"),
            f"{words('download.licence_text')}\n\n{citation(contents, words)}",
        ]
    return "\n\n".join(parts) + "\n"


def _list(contents: Contents, words: Words, *, is_derived: bool) -> list[str]:
    return [
        f"- `{table.name}` ({table.rows}): {table_title(table, words)}"
        for table in contents.tables
        if table.is_derived == is_derived
    ]


def table_title(table: Table, words: Words) -> str:
    """What a table holds, in a few words; one without words of ours by its comment."""
    return words.get(f"download.table.{table.name}", table.text)
