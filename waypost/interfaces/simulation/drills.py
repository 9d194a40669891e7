"""A drill that a demo's brand went through some weeks ago: who was there how soon, and what they would do better."""

from __future__ import annotations

from datetime import timedelta

from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.engagement.actions import calls, incident_words, incidents
from waypost.toolkit import clock

BEGAN = timedelta(weeks=5)
AGAIN = timedelta(days=180)


def rehearse(begun: Begun, team: Team) -> None:
    """Play it, a few minutes for each step."""
    began = clock.now() - BEGAN
    with clock.frozen_at(began):
        drill = incidents.open_one(
            begun.workspace,
            title="A made-up fall in the workshop",
            level_key="crisis",
            happened="Saturday, eleven o’clock. A guest slips at the press; somebody films it.",
            is_drill=True,
            by=team.strategist,
        )
    with clock.frozen_at(began + timedelta(minutes=4)):
        for row in drill.calls.all():
            calls.answer(row, by=begun.owner)
        incidents.hold(drill, by=team.manager)
    with clock.frozen_at(began + timedelta(minutes=19)):
        words = {"statement_key": "workshop-accident", "values": {"time": "two o’clock"}}
        incident_words.prepare(drill, **words, by=team.manager)  # type: ignore[arg-type]
        incidents.note(drill, words="We answer nobody before that.", is_decision=True, by=begun.owner)
    with clock.frozen_at(began + timedelta(minutes=31)):
        incidents.close(
            drill,
            went_well="The owner was there after four minutes, on a Saturday.",
            went_badly="Nobody knew at once who may post in the owner’s place.",
            next_drill_on=begun.workspace.today + AGAIN,
            by=team.strategist,
        )
