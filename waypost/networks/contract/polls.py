"""Polls: the options by which a writer asks for one, and what was chosen in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.networks.contract.cards import Option
from waypost.toolkit.wording import _

POLL = "poll"
"""The option that holds a poll's answers, one on each line."""
POLL_DAYS = "poll_days"
"""The option that says for how many days a poll is open."""

POLL_OPTION = Option(
    name=POLL,
    label=_("Poll"),
    help=_("One answer on each line. A post with a poll has no pictures."),
    lines=True,
)
_TIMES = {1: _("1 day"), 3: _("3 days"), 7: _("1 week"), 14: _("2 weeks"), 30: _("30 days")}
_DAY = 24 * 60 * 60


def open_for(*days: int) -> Option:
    """The option that says for how many days a poll is open."""
    return Option(
        name=POLL_DAYS,
        label=_("The poll is open for"),
        values=tuple((str(each), _TIMES[each]) for each in days),
    )


@dataclass(frozen=True, slots=True)
class Poll:
    """What is asked beside a text: the answers to choose from, and for how many seconds."""

    answers: tuple[str, ...]
    seconds: int


def poll_in(options: Mapping[str, str]) -> Poll | None:
    """The poll that a writer asked for, a day long where they chose no time; None where they asked for none."""
    lines = (line.strip() for line in options.get(POLL, "").splitlines())
    answers = tuple(line for line in lines if line)
    return Poll(answers, int(options.get(POLL_DAYS) or 1) * _DAY) if answers else None
