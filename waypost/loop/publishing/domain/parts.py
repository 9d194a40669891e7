"""What one post makes on a network where it takes more than one: the parts of a thread, the first comment."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from waypost.loop.content.domain.snapshot import Snapshot
from waypost.loop.content.domain.threads import first_comment, parts_of
from waypost.networks.contract import FIRST_COMMENT, Card, Count
from waypost.toolkit.wording import _


class Role(StrEnum):
    """What a part is: the post itself, what continues it in a thread, or what we say under it first."""

    POST = "post"
    THREAD = "thread"
    COMMENT = "comment"


@dataclass(frozen=True)
class Part:
    """One of the posts that a whole makes, in the order in which they go out; `number` counts from 0."""

    number: int
    role: Role
    text: str

    @property
    def name(self) -> str:
        """What people call it beside the post itself."""
        match self.role:
            case Role.COMMENT:
                return _("The first comment")
            case Role.THREAD | Role.POST:
                return f"Part {self.number + 1}"


def place_in_words(role: str, number: int) -> str:
    """What a part is beside the post itself: "Part 2", "First comment"; nothing for the post itself."""
    match Role(role):
        case Role.THREAD:
            return f"Part {number + 1}"
        case Role.COMMENT:
            return _("First comment")
        case Role.POST:
            return ""


def parts_in(
    snapshot: Snapshot, card: Card, count: Callable[[str], Count], split: Callable[[str], list[str]]
) -> tuple[Part, ...]:
    """The parts of a whole, the post itself first, its first comment last.

    `count` and `split` are the network's own. A thread that the network takes in one call is one part,
    and so is a first comment that goes with the post.
    """
    in_parts = card.threads and not card.thread_in_one_call
    texts = parts_of(snapshot, count, split if in_parts else None)
    roles = [Role.POST] + [Role.THREAD] * (len(texts) - 1)
    comment = first_comment(snapshot.options)
    if comment and not card.comment_in_one_call:
        texts, roles = [*texts, comment], [*roles, Role.COMMENT]
    return tuple(Part(number, *each) for number, each in enumerate(zip(roles, texts, strict=True)))


def options_for(part: Part, options: Mapping[str, str], card: Card) -> dict[str, str]:
    """What the writer chose, as far as it concerns one part; a first comment that is a part is no choice by now."""
    if part.role is Role.POST and card.comment_in_one_call:
        return dict(options)
    if part.role is Role.POST:
        return {name: value for name, value in options.items() if name != FIRST_COMMENT}
    everywhere = {option.name for option in card.options if option.every_part}
    return {name: value for name, value in options.items() if name in everywhere}


def first_too_long(parts: Sequence[Part], count: Callable[[str], Count]) -> tuple[Part, Count] | None:
    """The first part that the network would not take, with its count; None where all fit."""
    return next(((part, counted) for part in parts if (counted := count(part.text)).over), None)
