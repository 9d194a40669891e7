"""What the people of a demo's brand have on their desks: briefs that were handed over, one for its owner too, and ideas found good."""

from __future__ import annotations

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.planning.actions import briefs, handovers, ideas
from waypost.loop.planning.actions.briefs import Said
from waypost.loop.planning.domain.briefs import due_before
from waypost.loop.planning.queries import fresh_ideas, open_slots
from waypost.toolkit import clock

BRIEFS = (
    Said(
        title="Two greys, one morning",
        message="The same view at seven and at nine, and why we print both.",
        call_to_action="Say which one hangs at yours.",
        outcome="Thirty people choose; we print the next run by it.",
        specs="Two pictures side by side, square, no frame.",
        must="The place and the hour of each\nThe name of the paper",
        never="A price\nA person without their consent",
    ),
    Said(
        title="What a run of forty means",
        message="Number seven is as good as number one; here is how we make sure.",
        call_to_action="Ask us what number yours is.",
        specs="Upright, under 40 seconds, with captions.",
        must="Hands at work",
        never="The word “limited”",
    ),
    Said(
        title="The window in February",
        message="What the harbour looks like when nobody visits.",
        call_to_action="Come in; it is warm.",
        specs="One wide picture.",
    ),
)


def hand_over(begun: Begun, team: Team) -> None:
    """Brief the next free slots, and hand each to whoever writes it; keep the newest idea."""
    writers = [_member(begun, each) for each in (team.contributor, begun.owner, team.manager)]
    access = access_of(begun.owner, begun.workspace.pk)
    today = begun.workspace.today
    free = list(open_slots(access, clock.now()).filter(brief=None, pillar__isnull=False)[: len(BRIEFS)])
    for slot, said, writer in zip(free, BRIEFS, writers, strict=False):
        due_on = due_before(slot.local_on, 3, today)
        approver = _member(begun, team.approver)
        asked = Said(**{**said, "owner": writer, "approver": approver, "due_on": due_on})
        briefs.write(slot, **asked, by=team.strategist)
        handovers.hand_over(slot, by=team.strategist)
    newest = fresh_ideas(access).first()
    if newest is not None:
        ideas.keep(newest, by=team.strategist)


def _member(begun: Begun, who: Actor) -> Member:
    return Member.objects.get(workspace=begun.workspace, person_id=who.person_id or 0)
