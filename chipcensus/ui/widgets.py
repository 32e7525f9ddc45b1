"""What the filters' widgets share: how one is drawn, and what follows from a choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

# Pixels.
WIDTHS = {
    "years": 300,
    "companies": 340,
    "scope": 170,
    "breadth": 190,
    "province": 150,
    "against": 260,
    "provider": 190,
    "metric": 220,
    "frequency": 150,
    "currency": 240,
    "as_of": 150,
    "search": 240,
    "segment": 200,
    "status": 150,
    "city": 150,
    "founded": 260,
    "market": 170,
    "events": 240,
    "kinds": 340,
    "event": 340,
    "series": 240,
    "earlier": 280,
    "later": 280,
    "topic": 180,
    "verdict": 240,
}


def show_widget(
    make: Callable[..., Any],
    name: str,
    label: str,
    value: Any,
    change: Callable[..., None],
    args: tuple[Any, ...],
    **more: Any,
) -> None:
    """One widget that shows what the session holds and tells it what the reader chose."""
    key = f"filter_{name}"
    st.session_state[key] = value
    make(label, key=key, on_change=change, args=args, width=WIDTHS[name], **more)


def company_label(row: dict[str, Any], lang: str) -> str:
    """A company as it is found in a field: its names, the reader's language first, and ticker."""
    names = [row["name_zh"], row["name_en"]] if lang == "zh" else [row["name_en"], row["name_zh"]]
    return " ".join(filter(None, [*names, row["ticker"]]))
