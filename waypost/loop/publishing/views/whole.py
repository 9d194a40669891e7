"""What a publication is a part of, and what was done before its time, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication, Step
from waypost.loop.publishing.queries.parts import whole_of
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count


@dataclass(frozen=True)
class Whole:
    """Everything that a post makes on one channel; `sentence` says how far it is."""

    parts: tuple[Publication, ...]
    sentence: str


@dataclass(frozen=True)
class Done:
    """One step before the time, and how it stands."""

    label: str
    at: datetime | None
    good_until: datetime | None
    is_over: bool
    trouble: str


def whole_shown(publication: Publication) -> Whole | None:
    """The whole of which a publication is a part; None where it is the only post."""
    if not publication.head_id and not publication.has_more:
        return None
    parts = [part for part in whole_of(publication) if part.state != State.CANCELLED or part.given_up]
    return Whole(tuple(parts), _how_far(parts)) if len(parts) > 1 else None


def steps_shown(publication: Publication) -> list[Done]:
    """What had to be done for its present content before its time, in order; nothing once it is out or given up."""
    if publication.state in {State.PUBLISHED, State.CANCELLED}:
        return []
    steps = list(publication.steps.all())
    content = publication.content_hash or (steps[-1].content_hash if steps else "")
    return [_done(step) for step in steps if step.content_hash == content]


def _how_far(parts: Sequence[Publication]) -> str:
    out = sum(part.is_published for part in parts)
    stuck = next((part for part in parts if part.needs_a_person), None)
    if out == len(parts):
        return f"All {out} are on the network."
    said = f"{count(out, 'is', 'are')} on the network, of {len(parts)}." if out else _("None is out yet.")
    if stuck is not None:
        name = stuck.place or _("The post itself")
        said += f" {name} needs a decision; what comes after it waits for that."
    return said


def _done(step: Step) -> Done:
    is_over = step.expires_at is not None and step.expires_at <= clock.now()
    trouble = ""
    if step.done_at is None and step.tries:
        trouble = f"Tried {count(step.tries, 'time', 'times')}. {step.said}".strip()
    return Done(str(step), step.done_at, step.expires_at, is_over, trouble)
