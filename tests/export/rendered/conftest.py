"""Rendering takes LibreOffice and a minute: in `make test-full` only."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("LIBREOFFICE") else ["test_*.py"]
