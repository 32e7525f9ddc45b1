"""export --report: several figures as one file."""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path

from chipcensus.census import Census
from chipcensus.drafts import drafted
from chipcensus.errors import BadParameter, ReportBroken, UnknownReport
from chipcensus.export.pictures import shared_painter
from chipcensus.report import FORMATS, Spec, Wish, look_up, make, read_spec, ready, report_address

REPORT_FORMATS = tuple(FORMATS)
TOML = ".toml"
TELLING = "{path}  {size:,} bytes"


def write_report(census: Census, options: argparse.Namespace) -> None:
    """Write a report in every format asked for.

    Raises:
        ReportBroken, UnknownReport, BadParameter, NotWritten, and what `make` raises.
    """
    if options.figure or options.param:
        raise BadParameter("--report: takes no figures and no --param; the report has its own")
    for form in options.format:
        if form not in FORMATS:
            known = ", ".join(FORMATS)
            raise BadParameter(f"--format: found {form!r}; reports are written as {known}")
    spec, link = _read(census, options.report, options)
    for form in dict.fromkeys(options.format):
        wish = Wish(form, options.lang, frozen=options.frozen, origin=options.origin, link=link)
        made = make(census, spec, wish, shared_painter(), _tell)
        write(options.to / made.file, made.content)


def _read(census: Census, name: str, options: argparse.Namespace) -> tuple[Spec, str]:
    """The report of a file, a ready-made or a kept one; and where that is kept."""
    if name.endswith(TOML):
        return _read_file(Path(name), census.settings.report_figures), ""
    spec = ready(census, name, census.words(options.lang))
    if spec is not None:
        return spec, ""
    kept = look_up(census, name)
    if kept is None:
        raise UnknownReport(f"No report is kept as {name[:40]!r}; a file ends with {TOML}.")
    origin = options.origin.rstrip("/")
    return kept, f"{origin}{report_address(name)}" if origin else ""


def _read_file(path: Path, most: int) -> Spec:
    try:
        return read_spec(tomllib.loads(path.read_text("utf-8")), most)
    except OSError as error:
        raise UnknownReport(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportBroken(f"{path}: {error}") from None


def _tell(step: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"{step} {done}/{of}", file=sys.stderr)


def write(path: Path, content: bytes) -> None:
    """Write under another name first: what has the name is whole. Raises NotWritten."""
    with drafted(path) as draft:
        draft.write_bytes(content)
    print(TELLING.format(path=path, size=len(content)))
