"""Files as an import would see them: examined into a folder of the test's own."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from chipcensus.i18n import read_words
from chipcensus.importing.meaning import read_known
from chipcensus.importing.rows import Upload
from chipcensus.intake import Draft, examine
from chipcensus.settings import Settings

Examine = Callable[..., Draft]


def upload(path: Path) -> Upload:
    """A file on the disk."""
    return Upload(path.name, path.stat().st_size, partial(path.open, "rb"))


def upload_of(name: str, content: bytes) -> Upload:
    """A file a browser sent."""
    return Upload(name, len(content), lambda: io.BytesIO(content))


# A listed company that never was, so that no figure of a real one is made up.
MADE_UP = "xugou-jia,虚构甲芯,Xugou Jia,,,,CN,other,listed,,,999901.SH,SSE-STAR,2020-01-01,day,,,"


@pytest.fixture(scope="session")
def directory(shipped, tmp_path_factory) -> Settings:
    """The shipped data and a company that is made up."""
    data = tmp_path_factory.mktemp("directory") / "data"
    shutil.copytree(shipped.data, data)
    companies = data / "companies.csv"
    text = companies.read_text("utf-8")
    source = text.splitlines()[1].rpartition(",")[2]
    companies.write_text(f"{text.rstrip()}\n{MADE_UP}{source}\n", "utf-8")
    return replace(shipped, data=data)


@pytest.fixture
def examined(tmp_path, directory) -> Examine:
    """Examine files: `examined(path, ...)`, or `examined(("a.csv", b"..."))`."""

    def draft(*files: Path | tuple[str, bytes], lang: str = "zh", **options) -> Draft:
        uploads: Sequence[Upload] = [
            upload_of(*file) if isinstance(file, tuple) else upload(file) for file in files
        ]
        return examine(
            uploads,
            tmp_path / "imports",
            known=read_known(directory.data),
            words=read_words(lang),
            settings=directory,
            **options,
        )

    return draft
