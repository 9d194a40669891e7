"""What accepting a version would touch, as later stages tell it, and what can be decided about each thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit.wording import _, count, listed


class Choice(StrEnum):
    """What is done with a thing when the version is accepted."""

    KEEP = "keep"
    MOVE = "move"
    HOLD = "hold"


CHOICES: Mapping[Choice, str] = {
    Choice.KEEP: _("Keep"),
    Choice.MOVE: _("Move to another pillar"),
    Choice.HOLD: _("Hold"),
}


@dataclass(frozen=True)
class Thing:
    """One thing that a new version touches: a slot, a post, a scheduled post. `responsible` is the id of a member."""

    id: int
    label: str
    href: str = ""
    at: datetime | None = None
    why: str = ""
    responsible: int | None = None


@dataclass(frozen=True)
class Touched:
    """So many of something that a new version touches, with a page that shows them. The label reads after the count,
    and so does `one` where there is just one.

    Where something can be decided about each of its `things`, `kind` names who carries that out, `group` names them
    among all that is touched, and `hold` says in words what holding one does.
    """

    label: str
    count: int
    href: str = ""
    kind: str = ""
    group: str = ""
    things: tuple[Thing, ...] = ()
    hold: str = ""
    one: str = ""

    @property
    def words(self) -> str:
        """The count with what is counted: “8 open slots of pillars that go”."""
        return f"{self.count} {self.one if self.one and self.count == 1 else self.label}"

    @property
    def is_decided(self) -> bool:
        """Whether something can be decided about each."""
        return bool(self.things)


@dataclass(frozen=True)
class PillarsTouched:
    """Pillars that a new version leaves out, and those that it keeps but means otherwise: key before → why, in words.

    Another share or colour of a pillar changes nothing about a single post.
    """

    going: Mapping[str, str]
    changing: Mapping[str, str]


def pillars_touched(before: Strategy, after: Strategy) -> PillarsTouched:
    """Say which pillars of `before` go or change; one with another key that says what it was has stayed."""
    now = {pillar.was or pillar.key: pillar for pillar in after.pillars}
    going, changing = {}, {}
    for pillar in before.pillars:
        stays = now.get(pillar.key) or after.pillar(pillar.key)
        if stays is None:
            going[pillar.key] = _("“{pillar}” goes").format(pillar=pillar.label)
        else:
            as_before = {"key": pillar.key, "was": pillar.was, "share": pillar.share, "hue": pillar.hue}
            if stays.model_copy(update=as_before) != pillar:
                changing[pillar.key] = _("“{pillar}” changes").format(pillar=pillar.label)
    return PillarsTouched(going, changing)


@dataclass(frozen=True)
class Decided:
    """What is to be done with one thing; `pillar` is the key of the pillar that it moves to."""

    kind: str
    thing: Thing
    choice: Choice
    pillar: str = ""


Wishes = Mapping[str, str]
"""What was chosen, by name: of a group (`slots`), or of one thing in it (`slots-17`); “keep”, “hold” or “move:<pillar>”."""


def decided(touched: Sequence[Touched], wishes: Wishes, pillars: Sequence[str]) -> Iterator[Decided]:
    """Give what is to be done with each thing: what was chosen for it, or for its group, else it is kept.

    A thing that stands in two groups is decided in the first. Raises ValueError for a choice that is none, or a pillar
    that is none of `pillars`.
    """
    seen: set[tuple[str, int]] = set()
    for group in touched:
        for thing in group.things:
            if (group.kind, thing.id) not in seen:
                seen.add((group.kind, thing.id))
                wish = wishes.get(f"{group.group}-{thing.id}") or wishes.get(group.group) or Choice.KEEP
                yield _decided(group.kind, thing, wish, pillars)


def _decided(kind: str, thing: Thing, wish: str, pillars: Sequence[str]) -> Decided:
    choice, _colon, pillar = wish.partition(":")
    if (choice == Choice.MOVE) != bool(pillar) or (pillar and pillar not in pillars):
        raise ValueError(wish)
    return Decided(kind, thing, Choice(choice), pillar)


def what_changed(number: int, counts: Mapping[Choice, int]) -> str:
    """Say to somebody what a version did with the things that they are responsible for."""
    said = [
        _COUNTED[choice].format(count=count(counts[choice], _("thing"), _("things")))
        for choice in (Choice.MOVE, Choice.HOLD, Choice.KEEP)
        if counts.get(choice)
    ]
    sentence = _("Version {number} of the strategy: of yours, {said}.")
    return sentence.format(number=number, said=listed(tuple(said)))


_COUNTED = {
    Choice.MOVE: _("{count} moved to another pillar"),
    Choice.HOLD: _("{count} held back"),
    Choice.KEEP: _("{count} kept"),
}
