"""Whether a new network is worth it: what is asked, what the answers say, and what a pilot must show.

Nobody is there, nothing to gain there, no hours for it, nobody to keep it, no future: each of these ends the matter.
Everything else is what a pilot is for: a trial with an end, and with criteria written down before it begins.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _, count

PILOT_WEEKS = (4, 6, 8, 12)
"""For how long a pilot may run: shorter shows nothing, longer is a channel."""
MOST_CRITERIA = 6
_DIGIT = re.compile(r"\d")


class State(StrEnum):
    """How far a review has come."""

    WEIGHING = "weighing"
    PILOT = "pilot"
    KEPT = "kept"
    STOPPED = "stopped"
    DECLINED = "declined"


STATES: Mapping[State, str] = {
    State.WEIGHING: _("Being weighed"),
    State.PILOT: _("On trial"),
    State.KEPT: _("Kept"),
    State.STOPPED: _("Stopped"),
    State.DECLINED: _("Not now"),
}


class Answer(StrEnum):
    """What somebody found out about one aspect."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


ANSWERS: Mapping[Answer, str] = {
    Answer.YES: _("Yes"),
    Answer.PARTLY: _("Partly"),
    Answer.NO: _("No"),
    Answer.UNKNOWN: _("Not known"),
}


@dataclass(frozen=True)
class Aspect:
    """One thing that is asked; `must` says that a no ends the matter, `against` what a no means."""

    key: str
    label: str
    question: str
    help: str
    against: str
    must: bool = False


ASPECTS = (
    Aspect(
        "audience",
        _("Audience"),
        _("Are the people we are here for there, and enough of them?"),
        _("Look for them by name: customers, regulars, people who ask what we answer."),
        _("Our people are not there."),
        must=True,
    ),
    Aspect(
        "fit",
        _("Fit"),
        _("Does it serve one of our goals better than the hours would elsewhere?"),
        _("Name the goal, and what people there would do for it."),
        _("It serves none of our goals."),
        must=True,
    ),
    Aspect(
        "format",
        _("Format"),
        _("Can we make what works there, again and again?"),
        _("Look at ten posts that did well there this week. Which of them could be ours?"),
        _("We cannot make what works there."),
    ),
    Aspect(
        "resources",
        _("Resources"),
        _("Are the hours there, every week, without taking them from what works?"),
        _("Making, posting, answering. Answering is what is forgotten."),
        _("The hours are not there."),
        must=True,
    ),
    Aspect(
        "numbers",
        _("Figures and reach that can be bought"),
        _("Can we see what comes of it, and pay for more of it when it works?"),
        _("Figures in the app, an export, an interface; ads, partners."),
        _("We would not see what comes of it."),
    ),
    Aspect(
        "others",
        _("Others like us"),
        _("Do others like us do well there?"),
        _(
            "Competitors and neighbours: since when, how often, what answers they get. Nobody there yet can be a yes."
        ),
        _("Others like us get nowhere there."),
    ),
    Aspect(
        "viability",
        _("Viability and safety"),
        _("Will it be there in two years, and would we be safe there?"),
        _(
            "Who owns and pays for it, how it moderates, what it does with what we post, what stands beside us."
        ),
        _("It may not last, or is not safe for us."),
        must=True,
    ),
)
BY_KEY: Mapping[str, Aspect] = {aspect.key: aspect for aspect in ASPECTS}


@dataclass(frozen=True)
class Judged:
    """What somebody answered about one aspect, and why."""

    answer: Answer = Answer.UNKNOWN
    why: str = ""


class Advice(StrEnum):
    """What the answers come to."""

    FIND_OUT = "find out"
    NOT_NOW = "not now"
    PILOT = "pilot"


ADVICE: Mapping[Advice, str] = {
    Advice.FIND_OUT: _("Find out first"),
    Advice.NOT_NOW: _("Not now"),
    Advice.PILOT: _("Worth a pilot"),
}


@dataclass(frozen=True)
class Opinion:
    """What the answers say, with the reasons one by one; `open` are the aspects that a pilot must find out about."""

    advice: Advice
    reasons: tuple[str, ...]
    open: tuple[str, ...] = ()


def weigh(judged: Mapping[str, Judged], *, has_owner: bool, has_stand_in: bool) -> Opinion:
    """Say what the answers come to. A no to a must ends it; an unknown must is found out before anything is tried."""
    answers = {aspect: judged.get(aspect.key, Judged()).answer for aspect in ASPECTS}
    against = [aspect.against for aspect, answer in answers.items() if aspect.must and answer is Answer.NO]
    unknown = [aspect.label for aspect, answer in answers.items() if aspect.must and answer is Answer.UNKNOWN]
    doubts = [
        aspect.label
        for aspect, answer in answers.items()
        if answer is Answer.PARTLY or (not aspect.must and answer is not Answer.YES)
    ]
    noes = [aspect.against for aspect, answer in answers.items() if not aspect.must and answer is Answer.NO]
    if against:
        return Opinion(Advice.NOT_NOW, tuple(against))
    elif len(noes) > 1:
        return Opinion(Advice.NOT_NOW, tuple(noes))
    elif unknown or not has_owner:
        return Opinion(Advice.FIND_OUT, tuple(_missing(unknown, has_owner)))
    else:
        return Opinion(Advice.PILOT, tuple(_for(answers, has_stand_in)), tuple(doubts))


def _missing(unknown: Sequence[str], has_owner: bool) -> list[str]:
    found = []
    if unknown:
        found.append(_("Nobody knows yet: {labels}.").format(labels=", ".join(unknown).lower()))
    if not has_owner:
        found.append(_("Nobody is named who would keep it. A channel without an owner goes dormant."))
    return found


def _for(answers: Mapping[Aspect, Answer], has_stand_in: bool) -> list[str]:
    yes = [aspect.label.lower() for aspect, answer in answers.items() if answer is Answer.YES]
    said = [_("Clear: {labels}.").format(labels=", ".join(yes))] if yes else []
    if not has_stand_in:
        said.append(_("Nobody stands in for its owner yet: name somebody before it becomes a channel."))
    return said


def criteria_in(text: str) -> tuple[str, ...]:
    """Criteria, one a line, as somebody wrote them."""
    return tuple(line for each in text.splitlines() if (line := each.strip(" \t-–•*")))


def is_countable(words: str) -> bool:
    """Whether a criterion has a number in it: what cannot be counted is kept or stopped by mood."""
    return bool(_DIGIT.search(words))


class Kind(StrEnum):
    """What a criterion decides."""

    SUCCESS = "success"
    EXIT = "exit"


@dataclass(frozen=True)
class Criterion:
    """A criterion of a pilot, and whether it came true; None while nobody knows."""

    words: str
    kind: Kind
    is_met: bool | None = None


class Outcome(StrEnum):
    """What becomes of a pilot at its end."""

    KEEP = "keep"
    LONGER = "longer"
    STOP = "stop"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.KEEP: _("Keep it: it becomes a channel"),
    Outcome.LONGER: _("Give it one more term"),
    Outcome.STOP: _("Stop it"),
}


@dataclass(frozen=True)
class Finding:
    """What a pilot's criteria say; no outcome while they say nothing yet."""

    outcome: Outcome | None
    why: str


def judge_pilot(criteria: Sequence[Criterion], *, is_over: bool, was_prolonged: bool) -> Finding:
    """Say what follows: an exit criterion that came true stops it at once, everything else counts at its end."""
    exits = [each for each in criteria if each.kind is Kind.EXIT and each.is_met]
    wins = [each for each in criteria if each.kind is Kind.SUCCESS]
    met, unknown = [each for each in wins if each.is_met], [each for each in wins if each.is_met is None]
    if exits:
        return Finding(Outcome.STOP, _("An exit criterion came true: {words}").format(words=exits[0].words))
    elif wins and len(met) == len(wins):
        return Finding(Outcome.KEEP, _("Everything that it was to show, it showed."))
    elif not is_over:
        return Finding(None, _("It runs; what it is to show counts at its end."))
    elif unknown:
        known = count(len(unknown), _("criterion"), _("criteria"))
        return Finding(None, _("Its term is over. Say what became of {known} first.").format(known=known))
    elif met and not was_prolonged:
        said = _("{met} of {all} came true: one more term may show whether the rest does.")
        return Finding(Outcome.LONGER, said.format(met=len(met), all=len(wins)))
    else:
        said = _("{met} of {all} came true.").format(met=len(met), all=len(wins))
        return Finding(Outcome.STOP, said)
