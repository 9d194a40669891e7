"""The questions of the check, and what each answer makes necessary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from waypost.toolkit.wording import _

Answers = Mapping[str, str]


class Field(StrEnum):
    """The three that a brand may need, in the order in which they build on each other."""

    STRATEGY = "strategy"
    MANAGEMENT = "management"
    MARKETING = "marketing"


S, M, A = Field.STRATEGY, Field.MANAGEMENT, Field.MARKETING
FIELDS: Mapping[Field, tuple[str, str]] = {
    S: (_("Strategy"), _("Why you are there, for whom, and what you say")),
    M: (_("Management"), _("Posting and answering, week after week")),
    A: (_("Marketing"), _("Growing by campaigns and money")),
}


@dataclass(frozen=True)
class Choice:
    """An answer to choose, what it makes necessary by how much, and why."""

    value: str
    label: str
    points: Mapping[Field, int] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Question:
    """A question with answers to choose from; one without any asks for a number."""

    key: str
    label: str
    choices: tuple[Choice, ...] = ()

    def chosen(self, answers: Answers) -> Choice | None:
        """The answer that was given, if it is one that is offered."""
        given = answers.get(self.key, "")
        if self.choices:
            return next((choice for choice in self.choices if choice.value == given), None)
        return _number(self.key, given)


@dataclass(frozen=True)
class Step:
    """Some questions on one page."""

    name: str
    title: str
    questions: tuple[Question, ...]


STEPS = (
    Step("business", _("The business and its means"), (
        Question("scale", _("How large is the business?"), (
            Choice("small", _("Small: one place, a handful of people"), {M: 1}, _("A small business lives from being there every week.")),
            Choice("growing", _("Growing: more people, more to say"), {S: 1, M: 1}, _("While a business grows, a plan keeps everybody saying the same.")),
            Choice("large", _("Large: several departments or markets"), {S: 1, M: 1, A: 1}, _("A large business needs all three, with somebody for each.")),
        )),
        Question("hands", _("Who does it?"), (
            Choice("alone", _("One person")),
            Choice("team", _("Several people"), {S: 1}, _("Several hands need one plan.")),
            Choice("brands", _("We do it for several brands"), {S: 1, M: 1}, _("Several brands need one plan each, and a week that holds them all.")),
        )),
        Question("hours", _("Hours a week for it, all together")),
        Question("money", _("Money a month for it, beside the hours")),
    )),
    Step("goals", _("Goals"), (
        Question("goals", _("What should social media bring?"), (
            Choice("unknown", _("We have not said"), {S: 3}, _("Nothing says what it should bring.")),
            Choice("wish", _("Something, without a number"), {S: 2}, _("Goals without a number and a day are wishes.")),
            Choice("numbers", _("Numbers, each with a day")),
        )),
        Question("aim", _("What matters most in the next three months?"), (
            Choice("known", _("That more people know us"), {A: 1, M: 1}, _("Becoming known takes a steady voice and some paid reach.")),
            Choice("regulars", _("That those who know us come again"), {M: 2}, _("People come again to somebody who is there and answers.")),
            Choice("sell", _("Sales or enquiries"), {A: 3}, _("Selling to people who do not know you yet takes campaigns.")),
        )),
    )),
    Step("audience", _("Audience"), (
        Question("audience", _("Do you know whom you speak to?"), (
            Choice("no", _("Everybody, more or less"), {S: 3}, _("Who speaks to everybody is heard by nobody in particular.")),
            Choice("roughly", _("Roughly"), {S: 1}, _("Rough ideas of people are worth writing down.")),
            Choice("well", _("Well: we could describe two or three of them")),
        )),
        Question("reach", _("Do the people whom you want follow you?"), (
            Choice("few", _("Few of them"), {A: 3}, _("Whom you want does not follow you yet: that reach is paid for, or borrowed.")),
            Choice("some", _("Some"), {A: 1}, _("Some of those whom you want are still to be reached.")),
            Choice("most", _("Most")),
        )),
    )),
    Step("consistency", _("Consistency"), (
        Question("rhythm", _("How regularly do you post?"), (
            Choice("rarely", _("Rarely, or not at all"), {M: 3}, _("Nobody gets used to a brand that speaks rarely.")),
            Choice("bursts", _("In bursts"), {M: 2, S: 1}, _("Bursts and silence: a rhythm that the hours allow is missing.")),
            Choice("steady", _("Every week, as planned")),
        )),
        Question("answers", _("How soon are people answered?"), (
            Choice("days", _("After days, or never"), {M: 3}, _("People who wait for days ask somebody else.")),
            Choice("day", _("Within a day or two"), {M: 1}, _("Answers could come sooner.")),
            Choice("hours", _("Within hours")),
        )),
        Question("voice", _("Would a stranger notice that all posts come from one brand?"), (
            Choice("no", _("No"), {S: 2}, _("The posts do not sound like one brand.")),
            Choice("mostly", _("Mostly"), {S: 1}, _("The voice is nearly there.")),
            Choice("yes", _("Yes")),
        )),
    )),
    Step("results", _("Results"), (
        Question("results", _("Do you know what worked last quarter?"), (
            Choice("no", _("No"), {S: 2, M: 1}, _("Nobody knows what worked, so nothing can be done more of.")),
            Choice("likes", _("Likes and followers"), {S: 1, A: 1}, _("Likes are counted, but not what they are worth.")),
            Choice("worth", _("Yes, and what it brought")),
        )),
        Question("clicks", _("What happens after a click?"), (
            Choice("unknown", _("We do not know"), {A: 2}, _("What a click brings is not counted, so money cannot be spent well.")),
            Choice("partly", _("We see visits, but not sales"), {A: 1}, _("Visits are counted, but not what they bring.")),
            Choice("counted", _("Visits, enquiries and sales are counted")),
        )),
    )),
)  # fmt: skip
QUESTIONS = {question.key: question for step in STEPS for question in step.questions}


def unanswered(answers: Answers) -> list[Step]:
    """The steps that still have a question open."""
    return [step for step in STEPS if any(each.chosen(answers) is None for each in step.questions)]


def most_of(wanted: Field) -> int:
    """The highest score that the answers could give."""
    offered = [question.choices or _BANDS[question.key] for question in QUESTIONS.values()]
    return sum(max(choice.points.get(wanted, 0) for choice in choices) for choices in offered)


_BANDS: Mapping[str, tuple[Choice, ...]] = {
    "hours": (
        Choice("0", "", {S: 2}, _("With so few hours each one has to be aimed.")),
        Choice("4", "", {M: 1}, _("There are hours for a rhythm; it has to be kept.")),
        Choice("15", "", {M: 1, A: 1}, _("There are hours for campaigns too.")),
    ),
    "money": (Choice("0", ""), Choice("1", "", {A: 2}, _("There is money that is to be spent well."))),
}
"""What a number makes necessary: the last band that it reaches counts."""
LIMITS = {"hours": 1000, "money": 10_000_000}
"""The largest number that is taken for an answer."""


def _number(key: str, given: str) -> Choice | None:
    if not given.isdecimal() or int(given) > LIMITS[key]:
        return None
    band = next(band for band in reversed(_BANDS[key]) if int(given) >= int(band.value))
    return Choice(given, given, band.points, band.why)
