"""Generations: immutable DuckDB files, opened read-only, published by an atomic rename."""

from chipcensus.store.fetched import Fetched, manifest_of
from chipcensus.store.generations import POINTER, Generation, Store, remove, sync, written_at
from chipcensus.store.lock import LOCK, claim, is_claimed, sweep_unclaimed, writing
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import Publication, Published

__all__ = [
    "LOCK", "POINTER", "Fetched", "Generation", "Manifest", "Publication", "Published", "Store",
    "claim", "is_claimed", "manifest_of", "remove", "sweep_unclaimed", "sync", "writing",
    "written_at",
]  # fmt: skip
