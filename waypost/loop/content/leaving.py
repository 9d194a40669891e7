"""What the links of a post become when it leaves. Publishing says it; previews and counts ask it here.

The limit of a network holds for what leaves, so everything that counts a text counts it with its links as they leave.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from waypost.loop.content.domain.links import Leaving, as_leaving, targets_in
from waypost.loop.content.domain.threads import first_comment
from waypost.loop.content.models import Variant


class Maker(Protocol):
    """Makes links of one variant."""

    @property
    def stand_in(self) -> str:
        """What every link looks like, where they are all as long; else empty."""

    def __call__(self, text: str) -> tuple[Leaving, ...]:
        """What each link of a text becomes, in its order."""


Source = Callable[[Sequence[Variant]], Sequence[Maker]]
"""source(variants): the maker of each, in their order. The variants are of one post and know it, and their channels."""

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Set who knows, at import of a later stage's panels; also as a decorator. The last one counts."""
    _sources[:] = [source]
    return source


def makers(variants: Sequence[Variant]) -> list[Maker | None]:
    """Who makes the links of each of these variants; nobody where no text of the post holds a link."""
    if _sources and any(map(_has_links, variants)):
        return [*_sources[0](variants)]
    return [None for _variant in variants]


def left(text: str, maker: Maker | None) -> str:
    """The text as it leaves."""
    return as_leaving(text, maker(text)) if maker is not None else text


def _has_links(variant: Variant) -> bool:
    texts = variant.text or variant.post.body, first_comment(variant.options)
    return any(map(targets_in, texts))
