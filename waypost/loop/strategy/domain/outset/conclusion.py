"""What a whole check says: scores with their reasons, an order, shares of hours and money, and first things to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.loop.strategy.domain.outset.questions import (
    FIELDS,
    QUESTIONS,
    Answers,
    Field,
    most_of,
    unanswered,
)
from waypost.toolkit.wording import _

S, M, A = Field.STRATEGY, Field.MANAGEMENT, Field.MARKETING
STEP = 0.05
"""Shares are whole steps of 5 %: nobody plans finer."""
NOW, SOON = 4, 2
"""From this score on it is needed now, or soon."""
_MONEY_COSTS: Mapping[Field, float] = {S: 0.5, M: 0.75, A: 2.0}
"""What a share of the work costs in money beside the hours: marketing is what is paid for."""


@dataclass(frozen=True)
class Need:
    """How much one of the three is needed, with every reason. `hours` a week and `money` a month are its share."""

    field: Field
    score: int
    most: int
    reasons: tuple[tuple[int, str], ...]
    hours_share: float
    money_share: float
    hours: float
    money: int

    @property
    def title(self) -> str:
        return FIELDS[self.field][0]

    @property
    def meaning(self) -> str:
        return FIELDS[self.field][1]

    @property
    def when(self) -> str:
        """Whether it is needed now."""
        if self.score >= NOW:
            return _("Needed now")
        elif self.score >= SOON:
            return _("Next")
        else:
            return _("Goes on as it is")

    @property
    def is_needed(self) -> bool:
        return self.score >= SOON


@dataclass(frozen=True)
class Outcome:
    """What a whole check says: the three in the order in which to see to them, why in this order, and the size."""

    needs: tuple[Need, ...]
    order: tuple[str, ...]
    size: str
    size_why: str

    @property
    def first(self) -> Field:
        return self.needs[0].field

    def need(self, wanted: Field) -> Need:
        return next(need for need in self.needs if need.field is wanted)


@dataclass(frozen=True)
class Beginning:
    """A first thing to do, with the page where it is done, below the brand's own."""

    key: str
    what: str
    page: str


@dataclass(frozen=True)
class Turn:
    """A question that was answered otherwise before."""

    question: str
    before: str
    after: str


def outcome(answers: Answers) -> Outcome:
    """What a whole check says; raises ValueError where an answer is missing."""
    if unanswered(answers):
        raise ValueError("a check says something once every question is answered")
    given = [(question, question.chosen(answers)) for question in QUESTIONS.values()]
    chosen = [choice for _asked, choice in given if choice is not None]
    scores = {each: sum(choice.points.get(each, 0) for choice in chosen) for each in Field}
    hours, money = float(answers["hours"]), float(answers["money"])
    of_hours = shares({each: 1.0 + scores[each] for each in Field})
    of_money = (
        shares({each: of_hours[each] * _MONEY_COSTS[each] for each in Field})
        if money
        else dict.fromkeys(Field, 0.0)
    )
    order, why = _ordered(scores, answers)
    size, size_why = _size(answers["hands"])
    needs = tuple(
        Need(
            field=each,
            score=scores[each],
            most=most_of(each),
            reasons=tuple(
                sorted(
                    ((choice.points[each], choice.why) for choice in chosen if each in choice.points),
                    reverse=True,
                )
            ),
            hours_share=of_hours[each],
            money_share=of_money[each],
            hours=hours * of_hours[each],
            money=round(money * of_money[each]),
        )
        for each in order
    )
    return Outcome(needs, why, size, size_why)


def shares(weights: Mapping[Field, float]) -> dict[Field, float]:
    """Weights as shares in whole steps that sum to one, by the largest remainder."""
    whole = round(1 / STEP)
    exact = {each: weight / sum(weights.values()) * whole for each, weight in weights.items()}
    floors = {each: int(steps) for each, steps in exact.items()}
    left = whole - sum(floors.values())
    by_rest = sorted(exact, key=lambda each: floors[each] - exact[each])
    return {each: (floors[each] + (each in by_rest[:left])) / whole for each in weights}


def beginnings(found: Outcome, answers: Answers) -> list[Beginning]:
    """What to do first, in order: one thing for each that is needed, and an audit where nobody knows what worked."""
    things = {
        S: Beginning("strategy", _("Write down goals, people and pillars"), "strategy/"),
        M: Beginning("management", _("Lay out four weeks that the hours allow"), "quarters"),
        A: Beginning(
            "marketing", _("Say what each stage of the funnel is to bring"), "strategy/sections/funnel/"
        ),
    }
    audit = Beginning("audit", _("Audit the accounts as they are"), "strategy/audits/")
    wanted = [things[need.field] for need in found.needs if need.is_needed]
    return [audit, *wanted] if answers["results"] == "no" else wanted


def turns(before: Answers, after: Answers) -> list[Turn]:
    """What was answered otherwise than the last time."""
    pairs = [(question, question.chosen(before), question.chosen(after)) for question in QUESTIONS.values()]
    return [
        Turn(question.label, old.label, new.label)
        for question, old, new in pairs
        if old is not None and new is not None and old.label != new.label
    ]


def _ordered(scores: Mapping[Field, int], answers: Answers) -> tuple[list[Field], tuple[str, ...]]:
    """The three by their scores, but for what cannot do without another."""
    order = sorted(Field, key=lambda each: (-scores[each], list(Field).index(each)))
    why = [_("What is needed most comes first.")]
    if order[0] is not S and (answers["goals"] == "unknown" or answers["audience"] == "no"):
        order = [S, *(each for each in order if each is not S)]
        why.append(_("Strategy goes before the rest: without goals and people there is nothing to aim at."))
    if answers["rhythm"] == "rarely" and order.index(A) < order.index(M):
        order = [each for each in order if each is not A]
        order.insert(order.index(M) + 1, A)
        why.append(_("Marketing waits for management: paid reach would lead to a page where nobody speaks."))
    return order, tuple(why)


def _size(hands: str) -> tuple[str, str]:
    return {
        "alone": ("solo", _("One person does it: no roles, no approvals, saving accepts.")),
        "team": ("team", _("Several people do it: roles, reviews and a version that is accepted.")),
        "brands": ("agency", _("Several brands are looked after: a page over all of them.")),
    }[hands]
