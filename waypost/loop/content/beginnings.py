"""What a post that is written for a slot begins with. A later stage registers in its panels.py; each is asked once.

It gets the new post, the slot and who writes, inside the transaction, and changes the post by actions alone.
"""

from collections.abc import Callable

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.models import Post
from waypost.loop.planning.models import Slot

Beginning = Callable[[Post, Slot, Actor], None]

_beginnings: dict[str, Beginning] = {}


def register(beginning: Beginning) -> Beginning:
    """Add to what a post begins with; usable as a decorator. A second registration replaces the first."""
    _beginnings[f"{beginning.__module__}.{beginning.__qualname__}"] = beginning
    return beginning


def begin(post: Post, slot: Slot, by: Actor) -> None:
    """Let every stage give the post what it has for it."""
    for beginning in _beginnings.values():
        beginning(post, slot, by)
