"""Generations: immutable DuckDB files, opened read-only, published by an atomic rename."""

from chipcensus.store.generations import Generation, Store, written_at

__all__ = ["Generation", "Store", "written_at"]
