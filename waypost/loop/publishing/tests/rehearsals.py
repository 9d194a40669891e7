"""Rehearsals of the world's weeks, and what one brings."""

from datetime import timedelta

from tests.world import World
from waypost.loop.publishing.actions import rehearsals
from waypost.loop.publishing.domain.rehearsal import Fault, Script
from waypost.loop.publishing.domain.rehearsed import Approval, Befallen, Ending, Moment, Played, Report, Told
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication, Rehearsal
from waypost.loop.publishing.tests.factories import scheduled_publication

PAGE = "/tern/publishing/rehearsals/"


def seen(world: World, path: str = PAGE, role: str = "manager") -> str:
    """What a page says to somebody, its blanks evened out."""
    answer = world.client(role).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def page_of(rehearsal: Rehearsal) -> str:
    """The address of one."""
    return f"{PAGE}{rehearsal.pk}/"


def asked_rehearsal(world: World, *faults: Fault) -> Rehearsal:
    """A rehearsal of the week in which a post is scheduled, its second run; it waits for its turn."""
    publication = scheduled_publication(world)
    return rehearsals.ask(
        world.workspace,
        week_of=publication.local_on,
        script=Script(frozenset(faults), run=2),
        by=world.actor("manager"),
    )


def done_rehearsal(
    world: World,
    *played: Played,
    faults: tuple[Fault, ...] = (Fault.LOST,),
    approvals: tuple[Approval, ...] = (),
    rhythm: str = "",
) -> Rehearsal:
    """One that was played, with these posts in its report."""
    rehearsal = asked_rehearsal(world, *faults)
    assert rehearsals.begin_next() == rehearsal
    report = Report(
        played=played,
        told=(Told(at=rehearsal.asked_at, sentence="Harbour Notes is out.", people=("Odile Tern",)),),
        befell=tuple(
            Befallen(
                fault=fault,
                at=rehearsal.asked_at,
                channel_id=each.channel_id,
                where=each.channel,
                what=each.words,
            )
            for fault in faults
            for each in played
        ),
        stored=len(played),
        approvals=approvals,
        rhythm=rhythm,
    )
    assert rehearsals.end(rehearsal, report=report.model_dump(mode="json"))
    rehearsal.refresh_from_db()
    return rehearsal


def as_played(publication: Publication, ending: Ending, *, late_by: timedelta = timedelta()) -> Played:
    """How a scheduled post ended in a rehearsal."""
    is_out = ending in {Ending.ON_TIME, Ending.LATE}
    state = State.PUBLISHED if is_out else State.UNKNOWN
    return Played(
        publication_id=publication.pk,
        post_id=publication.post_id,
        words=str(publication),
        channel_id=publication.channel_id,
        channel=publication.channel.name,
        network=publication.channel.network,
        due_at=publication.due_at,
        left_at=publication.due_at + late_by if is_out else None,
        ending=ending,
        why="" if is_out else "No usable answer came.",
        moments=(Moment(at=publication.due_at, state=state, said="So it was."),),
    )
