"""The planner as a job: plain values in, plain values out. What it found so far can be handed in again, to go on."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from waypost.loop.planning.domain.heavy import what, when, where, who
from waypost.loop.planning.domain.heavy.counts import Counts
from waypost.loop.planning.domain.heavy.score import score
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Answer, Question, question_from, record_of
from waypost.loop.planning.domain.rhythm import Seat

AFTER_TIMES, AFTER_COUNTS, AFTER_PLACES = 0.15, 0.65, 0.95
"""How far the whole is after each step, about."""


@dataclass(frozen=True)
class Found:
    """What a plan has so far: the times, then the counts, then the weeks that are laid."""

    times: tuple[when.Times, ...] = ()
    counts: Counts | None = None
    weeks: tuple[where.Placed, ...] = ()
    seconds: float = 0.0


_FOUND: TypeAdapter[Found] = TypeAdapter(Found)


def _nobody(_done: float, **_also: object) -> None:
    """Listens to nothing."""


def plan(given: dict[str, Any], tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """Plan a period: {"question": …, "found": what an earlier run told, or null} to an answer; tells `found` by steps."""
    question = question_from(given["question"])
    found = read(given["found"]) if given.get("found") else Found()
    return record_of(answer(question, found, lambda done, far: tell(done, found=written(far))))


def answer(
    question: Question,
    begun: Found | None = None,
    tell: Callable[[float, Found], None] = lambda _done, _far: None,
) -> Answer:
    """Answer a question, going on from what was found before. The same question has the same answer."""
    since, found = time.monotonic(), begun or Found()
    spent = found.seconds

    def so_far(**more: Any) -> Found:
        known = {"times": found.times, "counts": found.counts, "weeks": found.weeks, **more}
        return Found(**known, seconds=spent + time.monotonic() - since)

    if not found.times:
        found = so_far(times=tuple(when.choose(question, week) for week in when.offers(question)))
        tell(AFTER_TIMES, found)
    seats = [list(times.seats) for times in found.times]
    if found.counts is None:
        found = so_far(counts=what.choose(question, seats))
        tell(AFTER_COUNTS, found)
    assert found.counts is not None
    for number in range(len(found.weeks), len(seats)):
        ahead = [slot for week in found.weeks for slot in week.slots]
        placed = where.choose(question, number, seats[number], found.counts, ahead)
        found = so_far(weeks=(*found.weeks, placed))
        tell(AFTER_COUNTS + (AFTER_PLACES - AFTER_COUNTS) * (number + 1) / len(seats), found)
    return _answer(question, seats, found, lambda: spent + time.monotonic() - since)


def _answer(
    question: Question, seats: Sequence[Sequence[Seat]], found: Found, spent: Callable[[], float]
) -> Answer:
    assert found.counts is not None
    slots: list[PlannedSlot] = sorted(slot for week in found.weeks for slot in week.slots)
    peopled = who.choose(question, slots, found.counts)
    bound = sum(times.bound for times in found.times) + found.counts.bound
    bound += sum(week.bound for week in found.weeks)
    left_out = tuple(seat for week in found.weeks for seat in week.left_out)
    return Answer(
        slots=peopled,
        worth=score(question, peopled, left_out),
        bound=bound,
        left_out=left_out,
        seconds=round(spent(), 2),
    )


def written(found: Found) -> dict[str, Any]:
    """Give what was found as plain JSON values; counts, whose keys are pairs, as lists of keys and values."""
    record = dict(_FOUND.dump_python(replace(found, counts=None), mode="json"))
    if found.counts is not None:
        record["counts"] = {
            name: [[list(key), value] for key, value in part.items()] if isinstance(part, Mapping) else part
            for name, part in vars(found.counts).items()
        }
    return record


def read(record: Mapping[str, Any]) -> Found:
    """Read what was found from plain JSON values."""
    counts = record.get("counts")
    if counts is not None:
        counts = {
            name: {tuple(key): value for key, value in part} if isinstance(part, list) else part
            for name, part in counts.items()
        }
    return _FOUND.validate_python({**record, "counts": counts})
