"""Whether to join a trend: boundaries first, then fit, timing, saturation, risk and effort.

A trend is best in its first two days and worn out after a week (a convention of the trade, not a law). The rules stand
in the order in which they are asked; the first one that ends the matter does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from waypost.toolkit.wording import _, count

FRESH_DAYS = 2
LATE_DAYS = 7
TELLING = 5
"""From so many letters on, a word of a topic's name says what the topic is about."""


class Outcome(StrEnum):
    """What becomes of a trend."""

    POST = "post"
    ADAPT = "adapt"
    WAIT = "wait"
    SKIP = "skip"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.POST: _("Post now"),
    Outcome.ADAPT: _("Adapt it"),
    Outcome.WAIT: _("Wait"),
    Outcome.SKIP: _("Skip it"),
}


class Fit(StrEnum):
    """How well it goes with what the brand talks about and how."""

    STRONG = "strong"
    SOME = "some"
    NONE = "none"


class Saturation(StrEnum):
    """How many of our field have joined it."""

    FEW = "few"
    SOME = "some"
    MANY = "many"


class Risk(StrEnum):
    """What is known of where it comes from, and of what people feel about it."""

    LOW = "low"
    UNCLEAR = "unclear"
    HIGH = "high"


class Effort(StrEnum):
    """How long it takes to make."""

    LIGHT = "light"
    DAY = "day"
    HEAVY = "heavy"


class Timing(StrEnum):
    """Where it stands in its short life."""

    FRESH = "fresh"
    RISING = "rising"
    LATE = "late"


FITS: Mapping[Fit, str] = {
    Fit.STRONG: _("It could be ours: subject and tone"),
    Fit.SOME: _("With a turn of our own"),
    Fit.NONE: _("It has nothing to do with us"),
}
SATURATIONS: Mapping[Saturation, str] = {
    Saturation.FEW: _("Hardly anybody in our field"),
    Saturation.SOME: _("Some in our field"),
    Saturation.MANY: _("Everybody in our field"),
}
RISKS: Mapping[Risk, str] = {
    Risk.LOW: _("We know where it comes from, and people like it"),
    Risk.UNCLEAR: _("We do not know where it comes from, or people are divided"),
    Risk.HIGH: _("It hurts somebody, or could turn against us"),
}
EFFORTS: Mapping[Effort, str] = {
    Effort.LIGHT: _("Up to two hours"),
    Effort.DAY: _("Up to a day"),
    Effort.HEAVY: _("More than a day"),
}
JUDGED = {"fit": _("fit"), "saturation": _("saturation"), "risk": _("risk"), "effort": _("effort")}


def timing(age: int) -> Timing:
    """Where a trend stands that was first seen so many days ago; 0 is today."""
    if age < FRESH_DAYS:
        return Timing.FRESH
    return Timing.RISING if age < LATE_DAYS else Timing.LATE


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a trend: days since it was first seen, what it touches, and how a person judges it.

    `breaks` are the topics that we never talk about and which it touches, `careful` those that take care; `is_checked`
    says that somebody held it against all of them.
    """

    age: int
    is_checked: bool = False
    breaks: tuple[str, ...] = ()
    careful: tuple[str, ...] = ()
    fit: Fit | None = None
    saturation: Saturation | None = None
    risk: Risk | None = None
    effort: Effort | None = None

    @property
    def timing(self) -> Timing:
        return timing(self.age)

    @property
    def unjudged(self) -> tuple[str, ...]:
        """What a person has still to judge."""
        return tuple(words for name, words in JUDGED.items() if getattr(self, name) is None)


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for joining or against it."""

    sentence: str
    tone: str


@dataclass(frozen=True)
class Advice:
    """What the judgement comes to; no outcome while something is missing. `is_final`: nobody may decide otherwise."""

    outcome: Outcome | None
    why: str
    reasons: tuple[Reason, ...] = ()
    is_final: bool = False


def advise(facts: Facts) -> Advice:
    """Say what follows from what is known of a trend."""
    if facts.breaks:
        said = _("It touches {topics}, which we never talk about. There is nothing to weigh.")
        return Advice(Outcome.SKIP, said.format(topics=_quoted(facts.breaks)), is_final=True)
    elif not facts.is_checked:
        return Advice(None, _("Hold it against the boundaries first."))
    elif facts.unjudged:
        return Advice(None, _("Still to judge: {what}.").format(what=", ".join(facts.unjudged)))
    else:
        outcome, why = next(_rules(facts))
        return Advice(outcome, why, tuple(_reasons(facts)))


def _rules(facts: Facts) -> Iterator[tuple[Outcome, str]]:
    """Every outcome whose rule holds, the one that counts first."""
    late = facts.timing is Timing.LATE
    if facts.fit is Fit.NONE:
        yield Outcome.SKIP, _("It has nothing to do with us: people would see us run after it.")
    if facts.risk is Risk.HIGH:
        yield Outcome.SKIP, _("What could go wrong outweighs what it brings.")
    if late and facts.saturation is Saturation.MANY:
        yield Outcome.SKIP, _("It is worn out: everybody has done it, for a week.")
    if late and facts.effort is Effort.HEAVY:
        yield Outcome.SKIP, _("It would be over before ours is made.")
    if facts.risk is Risk.UNCLEAR:
        yield Outcome.WAIT, _("Find out where it comes from first. A day lost costs less than an apology.")
    if facts.careful:
        said = _("It touches {topics}, which takes care: only in a version of our own.")
        yield Outcome.ADAPT, said.format(topics=_quoted(facts.careful))
    if facts.effort is Effort.HEAVY:
        yield Outcome.ADAPT, _("Find a version of it that is made in a day.")
    if facts.fit is Fit.SOME or late or facts.saturation is Saturation.MANY:
        yield Outcome.ADAPT, _("As it is, it would be one of many. Give it a turn that only we can.")
    yield Outcome.POST, _("It fits, it is early, and it takes little.")


def _reasons(facts: Facts) -> Iterator[Reason]:
    assert facts.fit is not None
    assert facts.saturation is not None
    assert facts.risk is not None
    assert facts.effort is not None
    when = (
        _("First seen today")
        if facts.age <= 0
        else _("First seen {days} ago").format(days=count(facts.age, _("day"), _("days")))
    )
    yield Reason(when, {Timing.FRESH: "good", Timing.RISING: "neutral", Timing.LATE: "warn"}[facts.timing])
    yield Reason(FITS[facts.fit], {Fit.STRONG: "good", Fit.SOME: "neutral", Fit.NONE: "bad"}[facts.fit])
    tones = {Saturation.FEW: "good", Saturation.SOME: "neutral", Saturation.MANY: "warn"}
    yield Reason(SATURATIONS[facts.saturation], tones[facts.saturation])
    yield Reason(RISKS[facts.risk], {Risk.LOW: "good", Risk.UNCLEAR: "warn", Risk.HIGH: "bad"}[facts.risk])
    effort = {Effort.LIGHT: "good", Effort.DAY: "neutral", Effort.HEAVY: "warn"}
    yield Reason(EFFORTS[facts.effort], effort[facts.effort])


def named_in(topics: Iterable[tuple[str, str]], words: str) -> frozenset[str]:
    """The keys of the topics (key, label) of whose name a word stands in `words`: a hint for whoever checks, never a finding."""
    said = set(_words(words))
    telling = {key: {word for word in _words(label) if len(word) >= TELLING} for key, label in topics}
    return frozenset(key for key, names in telling.items() if names & said)


def _words(text: str) -> list[str]:
    """The words of a text, without what stands around them."""
    return "".join(each if each.isalnum() else " " for each in text.casefold()).split()


def _quoted(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels)
