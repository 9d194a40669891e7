"""What came of a rehearsal: how each post would end, what people would be told, what somebody would have to do."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from waypost.loop.publishing.domain.rehearsal import Fault
from waypost.loop.publishing.domain.states import LOOKS, Looks, State
from waypost.toolkit.wording import _, count

PUNCTUAL = timedelta(minutes=1)
"""What leaves within so long after its time is on time."""


class Ending(StrEnum):
    """How a post would end, the worst first."""

    CHECK = "check"
    MISSED = "missed"
    REFUSED = "refused"
    HELD = "held"
    DRAFT = "draft"
    UNAPPROVED = "unapproved"
    BY_HAND = "by_hand"
    WAITS = "waits"
    CANCELLED = "cancelled"
    LATE = "late"
    ON_TIME = "on_time"


ENDINGS: Mapping[Ending, Looks] = {
    Ending.CHECK: LOOKS[State.UNKNOWN],
    Ending.MISSED: LOOKS[State.MISSED],
    Ending.REFUSED: LOOKS[State.REJECTED],
    Ending.HELD: LOOKS[State.HELD],
    Ending.DRAFT: Looks(
        _("Still a draft"),
        "bad",
        "ring",
        _("It has a time, but nobody submitted it, so nothing is in the queue."),
        _("Finish it, and have it approved before its time."),
    ),
    Ending.UNAPPROVED: Looks(
        _("Not approved"),
        "bad",
        "ring",
        _("It was in the queue, but nobody had approved it by its time."),
        _("Have it approved before its time, or move it to a later one."),
    ),
    Ending.BY_HAND: Looks(
        _("By hand"),
        "signal",
        "half",
        _("No program may post there: at its time a person gets the kit."),
        _("Post it from the kit and paste its link."),
    ),
    Ending.WAITS: LOOKS[State.WAITING],
    Ending.CANCELLED: LOOKS[State.CANCELLED],
    Ending.LATE: Looks(
        _("Sent late"),
        "good",
        "check",
        _("It would be on the network, later than planned but within the grace."),
        _("Nothing to do."),
    ),
    Ending.ON_TIME: LOOKS[State.PUBLISHED],
}

_OF_STATE: Mapping[State, Ending] = {
    State.HANDED: Ending.BY_HAND,
    State.UNKNOWN: Ending.CHECK,
    State.MISSED: Ending.MISSED,
    State.REJECTED: Ending.REFUSED,
    State.HELD: Ending.HELD,
    State.CANCELLED: Ending.CANCELLED,
    State.REMOVED: Ending.CANCELLED,
}


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class Moment(_Kept):
    """A publication came into a state, for a reason."""

    at: datetime
    state: State
    said: str = ""

    @property
    def looks(self) -> Looks:
        return LOOKS[self.state]


class Played(_Kept):
    """One post on one channel: where it ended, and how it came there. Ids are those of the real rows.

    `series` is the rule of the series that would have made it by then; the post is the one that it repeats.
    """

    publication_id: int | None
    post_id: int
    words: str
    series: str = ""
    place: str = ""
    channel_id: int
    channel: str
    network: str
    due_at: datetime
    left_at: datetime | None = None
    ending: Ending
    why: str = ""
    moments: tuple[Moment, ...] = ()

    @property
    def looks(self) -> Looks:
        """The word, tone, shape, meaning and next step of its ending."""
        return ENDINGS[self.ending]

    @property
    def asks_a_person(self) -> bool:
        """Whether somebody would have to do something about it."""
        return self.ending in ASKING


class Told(_Kept):
    """What people would be told, and who."""

    at: datetime
    sentence: str
    people: tuple[str, ...]


class Befallen(_Kept):
    """What went wrong: for a while, or to one publication."""

    fault: Fault
    at: datetime
    until: datetime | None = None
    channel_id: int | None = None
    where: str = ""
    what: str = ""


class Approval(_Kept):
    """A post that was in review: when it was decided, if at all. The id is that of the real post."""

    post_id: int
    words: str
    channel_ids: tuple[int, ...] = ()
    at: datetime | None = None
    is_approved: bool = False
    why: str


class Report(_Kept):
    """All that came of it. `stored` is how many posts the simulated networks hold, `twice` how many of them a second time.

    `rhythm` says how long people took to decide before; empty where approvals were left as they stand.
    """

    played: tuple[Played, ...] = ()
    told: tuple[Told, ...] = ()
    befell: tuple[Befallen, ...] = ()
    stored: int = 0
    twice: int = 0
    left_out: int = 0
    approvals: tuple[Approval, ...] = ()
    rhythm: str = ""


ASKING = (
    Ending.CHECK,
    Ending.MISSED,
    Ending.REFUSED,
    Ending.HELD,
    Ending.DRAFT,
    Ending.UNAPPROVED,
    Ending.BY_HAND,
    Ending.WAITS,
)
"""Endings after which somebody has to do something."""

_COUNTED: Sequence[tuple[Ending, str, str]] = (
    (Ending.ON_TIME, _("would go out on time"), _("would go out on time")),
    (Ending.LATE, _("would go out late"), _("would go out late")),
    (Ending.BY_HAND, _("would be posted by hand"), _("would be posted by hand")),
    (Ending.CHECK, _("would need checking"), _("would need checking")),
    (Ending.HELD, _("would stay held"), _("would stay held")),
    (Ending.MISSED, _("would be missed"), _("would be missed")),
    (Ending.REFUSED, _("would be refused"), _("would be refused")),
    (Ending.UNAPPROVED, _("would not be approved in time"), _("would not be approved in time")),
    (Ending.DRAFT, _("is still a draft"), _("are still drafts")),
    (Ending.WAITS, _("would still wait"), _("would still wait")),
    (Ending.CANCELLED, _("would be taken out"), _("would be taken out")),
)


def ending_of(state: State, due_at: datetime, left_at: datetime | None, *, was_handed: bool) -> Ending:
    """How a publication ended that stands in `state` when the rehearsal is over."""
    if state is State.PUBLISHED:
        assert left_at is not None, "what is published left at some time"
        return Ending.ON_TIME if left_at - due_at <= PUNCTUAL else Ending.LATE
    elif was_handed:
        return Ending.BY_HAND
    else:
        return _OF_STATE.get(state, Ending.WAITS)


def in_a_sentence(played: Sequence[Played]) -> str:
    """How the posts of a rehearsal would end, in one sentence."""
    if not played:
        return _("Nothing of that week would go out.")
    number = {ending: sum(each.ending is ending for each in played) for ending in Ending}
    said = [
        f"{number[ending]} {one if number[ending] == 1 else many}"
        for ending, one, many in _COUNTED
        if number[ending]
    ]
    whole = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{count(len(played), 'post', 'posts')}: {whole}."
