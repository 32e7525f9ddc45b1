"""publish."""

from __future__ import annotations

import argparse
from typing import Any

from chipcensus.cli.command import command, say
from chipcensus.publish.publication import publish_at, roll_back_at
from chipcensus.settings import Settings, read_settings
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import Publication


def add(commands: Any) -> None:
    """Add the command of this group."""
    publish = command(
        commands, "publish", _publish,
        "write the current generation where engines and replicas read it",
    )  # fmt: skip
    publish.add_argument(
        "--to", metavar="PLACE", default="",
        help="a folder, or s3://bucket/prefix (AWS_* in the environment); "
        "default: CHIPCENSUS_PUBLICATION",
    )  # fmt: skip
    other = publish.add_mutually_exclusive_group()
    other.add_argument(
        "--rollback", metavar="ID", nargs="?", const="",
        help="go back to a generation that is there; without: the one published before",
    )  # fmt: skip
    other.add_argument("--list", action="store_true", help="list the generations that are there")


def _publish(options: argparse.Namespace) -> None:
    settings = read_settings()
    where = options.to or settings.publication
    if options.list:
        _list(Publication(where))
    elif options.rollback is not None:
        _say_current(roll_back_at(settings, where, options.rollback, say), where)
    else:
        _say_current(_published(settings, where), where)


def _published(settings: Settings, where: str) -> Manifest:
    manifest = publish_at(settings, where, say)
    rows = sum(table.rows for table in manifest.tables)
    print(
        f"{len(manifest.tables)} tables, {rows:,} rows, {len(manifest.files):,} files, "
        f"{manifest.size:,} bytes."
    )
    return manifest


def _say_current(manifest: Manifest, where: str) -> None:
    print(f"Generation {manifest.id} is current in {where}.")


def _list(publication: Publication) -> None:
    pointer = publication.pointer()
    for one in publication.manifests():
        mark = "current" if pointer and pointer.manifest == one.path else ""
        companies = one.table("registry")
        print(
            f"{one.id}  {one.published_at:%Y-%m-%d %H:%M:%S} UTC  {one.size:>14,} bytes  "
            f"{companies.rows if companies else 0:>13,} companies  {mark}".rstrip()
        )
