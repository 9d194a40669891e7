"""Hashtags that belong together, and where they belong."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from waypost.loop.strategy.domain.document.part import Item, Keys, Note


def _without_mark(value: object) -> object:
    """A hashtag is kept without its mark, which is written in front of it wherever it is shown."""
    return value.strip().lstrip("#") if isinstance(value, str) else value


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Networks do not tell capitals apart, so neither do we; the first spelling stays."""
    return tuple(
        {tag.casefold(): tag for tag in reversed(tags)}[fold]
        for fold in dict.fromkeys(map(str.casefold, tags))
    )


Hashtag = Annotated[
    str, BeforeValidator(_without_mark), StringConstraints(pattern=r"^[^\s#,;]+$", max_length=100)
]


class HashtagSet(Item):
    """Hashtags, what they are for, and which pillars and channels use them; none named means all."""

    tags: Annotated[tuple[Hashtag, ...], AfterValidator(_once), Field(max_length=60)] = ()
    use: Note = ""
    pillars: Keys = ()
    channels: Keys = ()
