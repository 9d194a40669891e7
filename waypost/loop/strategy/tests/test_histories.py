"""Whatever versions there were: accepting an old one again restores it, and every item is still the same row."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.town import taken_back
from tests.world import World
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.domain.test_histories import words_of
from waypost.loop.strategy.tests.edits import histories


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=histories(most=3), data=st.data())
def test_accepting_and_then_rolling_back_restores(
    world: World, history: list[Strategy], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(history) - 1))
    with taken_back():
        for number, strategy in enumerate(history):
            versions.put_in_force(world.workspace, strategy=strategy, by=world.actor("owner"))
            if number == place:
                were = rows_of(world)

        if difference(history[-1], words_of(history[place])):
            old = StrategyVersion.objects.get(workspace=world.workspace, number=place + 1)
            draft = versions.roll_back(old, by=world.actor("owner"))
            versions.accept(draft, based_on=len(history), by=world.actor("owner"))

        current = current_version(world.workspace.pk)
        assert current is not None
        assert words_of(current.strategy) == words_of(history[place])
        assert rows_of(world) == were


def rows_of(world: World) -> dict[str, tuple[int, str, int]]:
    """The pillars that are not archived: which row has which key, label and colour."""
    rows = Pillar.objects.filter(workspace=world.workspace, archived_at=None)
    return {row.key: (row.pk, row.label, row.hue) for row in rows}
