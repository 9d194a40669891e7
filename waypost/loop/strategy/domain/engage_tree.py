"""Whether to answer somebody at all: a tree of questions, walked by yes and no.

After the response assessments that public bodies publish: let the good stand, watch those who only attack, put facts
right, help who is unhappy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import EngageStep, Strategy, Way
from waypost.toolkit.wording import _

WAYS: Mapping[Way, str] = {
    Way.ANSWER: _("Answer in public"),
    Way.PRIVATE: _("Answer, and go on in private"),
    Way.WATCH: _("Leave it, and watch"),
    Way.CLOSE: _("Leave it, and close"),
    Way.ESCALATE: _("Hand it on: this may be an incident"),
}
"""Where the tree may end, in words."""

COMMON: tuple[EngageStep, ...] = (
    EngageStep(
        key="danger",
        label=_("Is somebody hurt, is the law broken, or does the press ask?"),
        how_to_tell=_("If you are not sure, say yes."),
        when_yes=Way.ESCALATE,
        yes_do=_("Do not answer yet. Open an incident; whoever decides at that level says the first words."),
        no_next="kind",
    ),
    EngageStep(
        key="kind",
        label=_("Is it friendly, or a question?"),
        when_yes=Way.ANSWER,
        yes_do=_("Thank them, or answer. A kind word may also simply be left as it is."),
        no_next="attack",
    ),
    EngageStep(
        key="attack",
        label=_("Does the person only want to attack or to provoke?"),
        how_to_tell=_("Look at what they write elsewhere: insults, the same everywhere, no answer would do."),
        when_yes=Way.WATCH,
        yes_do=_("Do not answer. Hide or report what breaks the rules of the network."),
        no_next="wrong",
    ),
    EngageStep(
        key="wrong",
        label=_("Is something that they say about us untrue?"),
        how_to_tell=_("Only what can be shown with a source."),
        when_yes=Way.ANSWER,
        yes_do=_("Put it right once, politely, with the source."),
        no_next="unhappy",
    ),
    EngageStep(
        key="unhappy",
        label=_("Were they let down by us, and can it be made good?"),
        when_yes=Way.PRIVATE,
        yes_do=_("Say sorry in public, once. Ask them to write to you, and put it right there."),
        when_no=Way.CLOSE,
        no_do=_("They have said it, and an answer adds nothing."),
    ),
)
"""The tree for a brand that has written none."""


@dataclass(frozen=True)
class Ending:
    """What to do, and how to do it in the brand's own words."""

    way: Way
    words: str

    @property
    def said(self) -> str:
        return WAYS[self.way]


@dataclass(frozen=True)
class Walk:
    """The questions that were answered with what was said, then the next question, or the end; neither in an open branch."""

    answered: tuple[tuple[EngageStep, bool], ...]
    question: EngageStep | None
    ending: Ending | None


def tree_of(strategy: Strategy | None) -> tuple[EngageStep, ...]:
    """The brand's own tree, or the common one."""
    return (strategy.crisis_plan.engage_tree if strategy else ()) or COMMON


def walk(tree: Sequence[EngageStep], answers: Sequence[bool]) -> Walk:
    """Go from the first question as far as the answers lead; what is answered beyond the end is left out."""
    steps = {step.key: step for step in tree}
    here: EngageStep | None = tree[0] if tree else None
    answered: list[tuple[EngageStep, bool]] = []
    for yes in answers:
        if here is None:
            break
        answered.append((here, yes))
        way, following = (here.when_yes, here.yes_next) if yes else (here.when_no, here.no_next)
        if following in steps:
            here = steps[following]
        else:
            words = here.yes_do if yes else here.no_do
            return Walk(tuple(answered), None, Ending(way, words) if way else None)
    return Walk(tuple(answered), here, None)


def circles(tree: Sequence[EngageStep]) -> tuple[EngageStep, ...]:
    """The questions from which one can come back to themselves."""
    ways = {step.key: {key for key in (step.yes_next, step.no_next) if key} for step in tree}
    return tuple(step for step in tree if step.key in _reached(ways, step.key))


def open_branches(tree: Sequence[EngageStep]) -> tuple[EngageStep, ...]:
    """The questions of which an answer leads nowhere."""
    return tuple(
        step for step in tree if not (step.when_yes or step.yes_next) or not (step.when_no or step.no_next)
    )


def _reached(ways: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = set(ways[start])
    while ahead:
        found |= ahead
        ahead = {key for one in ahead for key in ways.get(one, set())} - found
    return found
