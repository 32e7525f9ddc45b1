"""What tests of exports share."""

from __future__ import annotations

import pytest
from export.office.exhibited import Exhibits


@pytest.fixture(scope="session")
def exhibits(shipped, listed):
    return Exhibits(shipped, listed)
