"""What people call the things that a document names by key."""

from collections.abc import Iterable

from waypost.loop.strategy.domain.document import Item


def labels(items: Iterable[Item], keys: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of those `items` that `keys` name, in the order of the document."""
    return tuple(item.label for item in items if item.key in keys)
