"""The current generation damaged, or its pointer, while readers ask: soon there is a whole one."""

from __future__ import annotations

import os
import random

from running import Readers, always_the_same, rows, wait_until

from chipcensus.store.generations import POINTER

DAMAGES = int(os.environ.get("DAMAGES", "1"))


def cut(folder, file, chance):
    path = folder / file
    os.truncate(path, chance.randrange(path.stat().st_size))


def scramble(folder, file, chance):
    """Other bytes in the first half, where the header and the tables' own pages are."""
    path = folder / file
    with path.open("r+b") as opened:
        opened.seek(chance.randrange(path.stat().st_size // 2))
        opened.write(chance.randbytes(200_000))


def lose(folder, file, _):
    (folder / file).unlink()


def pointer(text: bytes):
    def damage(folder, _file, _chance):
        (folder / POINTER).write_bytes(text)

    damage.__name__ = f"pointer {text!r}"
    return damage


KINDS = [
    cut, scramble, lose, pointer(b""), pointer(b"\xff\xfe\x00"), pointer(b"nobody.duckdb"),
    pointer(b"../../../etc/passwd"), lambda folder, *_: (folder / POINTER).unlink(),
]  # fmt: skip


def test_damage_is_mended_while_readers_ask(server, seed, tell):
    right, chance = always_the_same(server), random.Random(seed)
    folder = server.var / "generations"
    readers = Readers([server], right, seed, may_be_away=True, refused=(503,))
    kinds = chance.sample(KINDS, min(DAMAGES, len(KINDS)))
    took = []
    with readers.asking(4):
        for number, damage in enumerate(kinds):
            more_answers(readers)
            file = (folder / POINTER).read_text("ascii").splitlines()[0]
            damage(folder, file, chance)
            if number % 2 or damage in {cut, scramble}:  # else it is read from memory
                server.kill()
            took.append(wait_until(lambda: is_whole(server)))
        more_answers(readers)
    assert readers.wrong == []
    names = [damage.__name__ for damage in kinds]
    tell(", ".join(f"{name}: {s:.1f} s" for name, s in zip(names, took, strict=True)))


def more_answers(readers) -> None:
    before = readers.answers
    wait_until(lambda: readers.answers > before + 10)


def is_whole(server) -> bool:
    """Whether an answer comes, of a generation that stands on the disk as the pointer says."""
    status, body = answered(server)
    file = server.var / "generations" / POINTER
    if status != 200 or not file.exists():
        return False
    name = file.read_bytes().split(b"\n")[0].decode("ascii", "replace")
    is_named = name.startswith(f"{rows(body)[0]}-")
    return is_named and (file.parent / name).is_file()


def answered(server) -> tuple[int, bytes]:
    try:
        return server.ask("/api/v1/ask/registrations/by_year.json?lang=en")
    except OSError:
        return 0, b""
