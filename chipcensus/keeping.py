"""A cache whose entries go with what they are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

Owner = TypeVar("Owner")
Asked = ParamSpec("Asked")
Made = TypeVar("Made")
Make = Callable[Concatenate[Owner, Asked], Made]


def kept_with_its_owner(
    most: int,
) -> Callable[[Make[Owner, Asked, Made]], Make[Owner, Asked, Made]]:
    """Like lru_cache, for a function of an owner and more: each owner has `most` entries.

    What is kept of one owner crowds out nothing of another, and is let go with its owner; what
    is made must not hold the owner.
    """

    def keeping(make: Make[Owner, Asked, Made]) -> Make[Owner, Asked, Made]:
        caches: WeakKeyDictionary[Owner, Callable[..., Made]] = WeakKeyDictionary()

        def cache_of(owner: Owner) -> Callable[..., Made]:
            known = ref(owner)

            def made(*args: Any, **named: Any) -> Made:
                alive = known()
                assert alive is not None  # noqa: S101 - the caller holds it
                return make(alive, *args, **named)

            return lru_cache(maxsize=most)(made)

        def asked(owner: Owner, /, *args: Asked.args, **named: Asked.kwargs) -> Made:
            cache = caches.get(owner)
            if cache is None:
                cache = caches.setdefault(owner, cache_of(owner))
            return cache(*args, **named)

        update_wrapper(asked, make)
        return asked

    return keeping
