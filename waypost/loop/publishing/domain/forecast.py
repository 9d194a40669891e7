"""Tomorrow's check: of what is due soon, what will not go out as things stand, why, and what mends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waypost.loop.publishing.domain.states import State
from waypost.toolkit.wording import _, count


class Remedy(StrEnum):
    """Where an obstacle is removed."""

    LOOK = "look"
    CONNECT = "connect"
    APPROVE = "approve"
    WRITE = "write"
    NOTICES = "notices"


@dataclass(frozen=True)
class Obstacle:
    """Something due soon that will not go out as things stand: what, when, why, and the fix."""

    title: str
    due_at: datetime
    channel: str
    why: str
    fix: str
    remedy: Remedy
    post_id: int
    channel_id: int | None
    publication_id: int | None


@dataclass(frozen=True)
class Due:
    """A publication that is due soon, with all that decides whether it goes out.

    `connection_ends_at` is the moment at which only a person can keep its channel connected. `act_at` is when it is
    tried again, `grace` how late it may leave. `lost` are the names of its pictures that cannot be read any more. `out_of_reach` says that its network fetches them, and
    cannot from here.
    """

    id: int
    post_id: int
    title: str
    state: State
    reason: str
    due_at: datetime
    act_at: datetime | None
    grace: timedelta
    channel_id: int
    channel: str
    is_connected: bool
    wants_channel: bool
    connection_ends_at: datetime | None
    is_approved: bool
    is_answer: bool
    lost: tuple[str, ...]
    out_of_reach: bool
    phone: "Phone | None"


@dataclass(frozen=True)
class Phone:
    """Who posts on a channel by hand, and whether anything of theirs rings when it is time."""

    keeper: str
    rings: bool


@dataclass(frozen=True)
class Forecast:
    """What is due soon, in order of time, and the obstacles in its way.

    `is_held` says that the installation publishes nothing until a person releases it, whatever stands with each post.
    """

    due: Sequence[Due]
    obstacles: Sequence[Obstacle]
    is_held: bool = False

    @property
    def number(self) -> int:
        """How many posts are due; one on two channels counts twice, a draft once."""
        return len({_one(each) for each in self.obstacles} | {("publication", each.id) for each in self.due})

    @property
    def stopped(self) -> int:
        """How many of them will not go out."""
        return self.number if self.is_held else len({_one(each) for each in self.obstacles})

    @property
    def is_safe(self) -> bool:
        return not self.stopped

    @property
    def going(self) -> list[Due]:
        """What will go out."""
        if self.is_held:
            return []
        stopped = {each.publication_id for each in self.obstacles}
        return [each for each in self.due if each.id not in stopped]

    @property
    def sentence(self) -> str:
        """What is true of the next 24 hours."""
        if not self.number:
            return _("Nothing is due in the next 24 hours.")
        posts = count(self.number, "post", "posts")
        if self.is_safe:
            all_of = _("The one post") if self.number == 1 else f"All {posts}"
            return f"{all_of} of the next 24 hours will go out as things stand."
        if self.stopped == self.number:
            none_of = _("The one post") if self.number == 1 else f"None of the {posts}"
            will = "will not" if self.number == 1 else "will"
            why = _(": this installation is held until somebody releases it") if self.is_held else ""
            return f"{none_of} of the next 24 hours {will} go out as things stand{why}."
        return f"{self.stopped} of the {posts} of the next 24 hours will not go out as things stand."


def obstacles_of(due: Due) -> Iterator[Obstacle]:
    """Everything that keeps one publication from going out at its time, what stops it now first."""
    for why, fix, remedy in _reasons(due):
        yield Obstacle(
            title=due.title,
            due_at=due.due_at,
            channel=due.channel,
            why=why,
            fix=fix,
            remedy=remedy,
            post_id=due.post_id,
            channel_id=due.channel_id,
            publication_id=due.id,
        )


def _reasons(due: Due) -> Iterator[tuple[str, str, Remedy]]:
    again = _("Connect the channel again")
    if not due.is_connected:
        yield f"{due.channel} is not connected.", again, Remedy.CONNECT
    elif due.connection_ends_at is not None and due.connection_ends_at <= due.due_at:
        yield f"The connection of {due.channel} ends before its time.", again, Remedy.CONNECT
    if due.state is State.HELD and not due.wants_channel:
        yield due.reason or _("It is held."), _("Look at it and release it"), Remedy.LOOK
    elif due.state is State.REJECTED:
        yield due.reason, _("Change the post and give it a new time"), Remedy.LOOK
    elif due.act_at is not None and due.state is State.WAITING and due.act_at > due.due_at + due.grace:
        yield f"It waits for longer than it may be late: {due.reason}", _("Give it a later time"), Remedy.LOOK
    if not due.is_approved and not due.is_answer:
        yield _("It is not approved."), _("Have it approved"), Remedy.APPROVE
    for name in due.lost:
        yield f"Its picture “{name}” cannot be read any more.", _("Add the picture again"), Remedy.WRITE
    if due.out_of_reach:
        why = f"{due.channel} fetches its pictures itself, and nobody outside can reach this installation."
        yield why, _("Let whoever runs it set WAYPOST_PUBLIC_URL, with https"), Remedy.LOOK
    if due.phone is not None and not due.phone.keeper:
        yield f"Nobody posts on {due.channel} by hand.", _("Say who posts there"), Remedy.CONNECT
    elif due.phone is not None and not due.phone.rings:
        keeper = due.phone.keeper
        why = f"{keeper} posts it by hand, and no phone of theirs rings when it is time."
        yield why, f"Let {keeper} switch a phone on", Remedy.NOTICES


def _one(obstacle: Obstacle) -> tuple[str, int]:
    if obstacle.publication_id is None:
        return "post", obstacle.post_id
    return "publication", obstacle.publication_id
