"""Folders of drafts: each belongs to a living process, or is litter."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

from chipcensus.publish.imports import DRAFT
from chipcensus.store import claim, remove, sweep_unclaimed

_claims: dict[Path, int] = {}


def new_draft(folder: Path) -> Path:
    """A new folder of a draft below `folder`, this process's own; litter beside it is cleared."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep_unclaimed(folder, f"{DRAFT}*")
    draft = folder / f"{DRAFT}{uuid4().hex[:12]}"
    draft.mkdir()
    _claims[draft] = claim(draft)
    return draft


def released(draft: Path) -> None:
    """Let go of a draft that has become an import, or is gone."""
    handle = _claims.pop(draft, None)
    if handle is not None:
        os.close(handle)


def dropped(draft: Path) -> None:
    """Remove a draft."""
    remove(draft)
    released(draft)
