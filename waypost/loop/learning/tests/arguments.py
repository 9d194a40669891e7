from tests.actions import Call
from tests.world import World
from waypost.loop.learning.domain.agenda import Point, Rhythm
from waypost.loop.learning.tests.factories import begun, suggested
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy, proposed


def _with_a_strategy(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace)


def _suggested(world: World) -> Call:
    suggested(world)
    return Call(world.workspace)


def _due(world: World) -> Call:
    """A proposal whose day has come, with too few posts to tell."""
    proposal = proposals.accept(proposed(world), by=world.actor("owner"))
    expects = {**proposal.expects, "by": world.workspace.today.isoformat()}
    Proposal.objects.filter(pk=proposal.pk).update(expects=expects)
    return Call(world.workspace)


def _begin(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace, rhythm=Rhythm.MONTH)


def _decided(world: World) -> Call:
    meeting = begun(world)
    declined = proposals.decline(proposed(world), by=world.actor("owner"))
    return Call(meeting, proposal=declined)


ARGUMENTS = {
    "learning.meetings.begin": _begin,
    "learning.meetings.write": lambda world: Call(begun(world), point=Point.GOALS, words="Orders grow."),
    "learning.meetings.agree": lambda world: Call(
        begun(world), what="Ask the shop", person=world.person("manager")
    ),
    "learning.meetings.note_decision": _decided,
    "learning.meetings.close": lambda world: Call(begun(world)),
    "learning.effects.learn": _with_a_strategy,
    "learning.expectations.check": _due,
    "learning.insights.propose": _suggested,
    "learning.looks.ask": _with_a_strategy,
}
