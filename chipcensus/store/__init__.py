"""Generations: immutable DuckDB files, opened read-only, published by an atomic rename."""

from chipcensus.store.generations import POINTER, Generation, Store, remove, sync, written_at
from chipcensus.store.lock import LOCK, claim, is_claimed, sweep_unclaimed, writing

__all__ = [
    "LOCK", "POINTER", "Generation", "Store", "claim", "is_claimed", "remove", "sweep_unclaimed",
    "sync", "writing", "written_at",
]  # fmt: skip
