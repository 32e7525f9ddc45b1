from __future__ import annotations

import pytest
from publication.object_stores import bucket, object_store

__all__ = ["bucket", "object_store", "where"]


@pytest.fixture(params=["folder", "bucket"])
def where(request, tmp_path) -> str:
    """A place of the test's own of either kind; nothing is there."""
    if request.param == "folder":
        return str(tmp_path / "published" / "here")
    return request.getfixturevalue("bucket")
