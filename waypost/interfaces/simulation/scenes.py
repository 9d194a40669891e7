"""One of everything that needs a person: posts in each state, a send that nobody can vouch for, conversations that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.simulation import briefings, drills, novelties, quarterly
from waypost.interfaces.simulation.beginning import SYSTEM, Begun
from waypost.interfaces.simulation.engine import Engine
from waypost.interfaces.simulation.teams import Team
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.engagement import queries as engagement
from waypost.loop.engagement.actions import conversations, saved_replies
from waypost.loop.planning import queries as planning
from waypost.loop.planning.actions import ideas
from waypost.loop.planning.models import Slot
from waypost.loop.promotion.actions import creators
from waypost.loop.promotion.actions.creators import Facts, Look
from waypost.loop.promotion.domain.judging import Marked
from waypost.loop.publishing.actions import holds, schedule, sweeps
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import publications
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import personas, pillars
from waypost.networks.sandbox.server import Call, Fault, FaultKind, Sandbox
from waypost.toolkit import clock

SINCE = timedelta(hours=3)
"""So long ago it was sent; a person is asked after two hours of looking."""
IDEAS = (
    "The drawer of misprints, and what each one taught us",
    "Ask the pilot which window he steers by",
    "Paper, from the mill to the frame, in five pictures",
)


CREATORS = (
    Facts(
        name="Filipa Serrano",
        network="Instagram",
        handle="@filipa.prints",
        followers=8_400,
        interactions=310,
        asks_minor=0,
        asks_for="a post and a visit, for a framed print",
        note="She prints lino in Peniche and could pull a sheet of ours, and say what she thinks of it.",
    ),
    Facts(
        name="Coast Diaries",
        network="Instagram",
        followers=61_000,
        interactions=95,
        asks_minor=30_000,
        asks_for="two posts",
    ),
    Facts(
        name="Tiago Marés", network="YouTube", followers=3_100, note="Restores boats; films every hour of it."
    ),
)
LONG_AGO = timedelta(weeks=6)
SAVED = (
    ("What size?", "It is 30 × 40 cm, on cotton paper, in a run of forty, {name}."),
    ("Seats on Saturday", "There are seats left on Saturday, {name}. Bring an old shirt; we have the ink."),
)


def play(begun: Begun, team: Team, sandbox: Sandbox) -> None:
    """Put them on stage, at this very minute."""
    _needs_checking(begun, team, sandbox)
    _refused(begun, team, sandbox)
    _missed(begun, team)
    _held(begun, team)
    _unfinished(begun, team)
    _creators(begun, team)
    with clock.frozen_at(clock.now() - LONG_AGO):
        for label, text in SAVED:
            saved_replies.add(begun.workspace, label=label, text=text, by=team.manager)
    for title in IDEAS:
        ideas.capture(begun.workspace, title=title, by=team.contributor)
    briefings.hand_over(begun, team)
    novelties.note(begun, team)
    drills.rehearse(begun, team)
    quarterly.write(begun, team)
    waiting = engagement.waiting(access_of(begun.owner, begun.workspace.pk))
    for conversation in list(waiting.order_by("pk")[:2]):
        conversations.assign(conversation, to=team.manager_member, by=team.manager)


def _creators(begun: Begun, team: Team) -> None:
    """One fits and waits for a decision, one must be looked at once more, of one nobody knows much yet."""
    access = access_of(begun.owner, begun.workspace.pk)
    people, subjects = tuple(personas(access)[:2]), tuple(pillars(access))
    marks = {
        CREATORS[0]: {
            "fit": Marked(5, "Half of those who answer her also answer us."),
            "honest": Marked(4, "Names and questions under every post."),
            "craft": Marked(4, "Shows the plates that failed."),
            "cost": Marked(4, "A print and a day at the press."),
        },
        CREATORS[1]: {"fit": Marked(4), "honest": Marked(2, "Two thousand came within one week.")},
    }
    for facts in CREATORS:
        creator = creators.note(begun.workspace, facts=facts, by=team.manager)
        if facts in marks:
            signs = ("leaps",) if facts is CREATORS[1] else ()
            look = Look(
                personas=people, pillars=subjects[:1], looked=True, signs=signs, marks=dict(marks[facts])
            )
            creators.look_at(creator, look=look, by=team.manager)
        if facts is CREATORS[0]:
            creators.shortlist(creator, by=team.manager)


def _needs_checking(begun: Begun, team: Team, sandbox: Sandbox) -> None:
    """The network stores a post and its answer is lost; then it cannot be asked either."""
    channel = begun.channels["harbour"]
    faults = sandbox.faults
    faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, call=Call.PUBLISH, account=channel.handle, count=1))
    faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.LOOK, account=channel.handle))
    with clock.frozen_at(clock.now() - SINCE):
        publication = _sent_now(
            begun, team, "harbour", "The lamp is lit an hour early tonight. You will see why."
        )
    reconciler = Reconciler(DirectLedger())
    while publication.act_at is not None:
        with clock.frozen_at(publication.act_at):
            reconciler.look(publication.pk)
        publication.refresh_from_db()
    faults.switch_off()


def _refused(begun: Begun, team: Team, sandbox: Sandbox) -> None:
    handle = begun.channels["journal"].handle
    sandbox.faults.switch_on(Fault(kind=FaultKind.REFUSED, call=Call.PUBLISH, account=handle, count=1))
    _sent_now(begun, team, "journal", "How we mix the grey of an ordinary Tuesday, by weight and by feel.")
    sandbox.faults.switch_off()


def _missed(begun: Begun, team: Team) -> None:
    """Nobody approved it in time."""
    with clock.frozen_at(clock.now() - timedelta(hours=5)):
        post = _drafted(begun, team, "gallery", "Somebody left an umbrella. It has seen better storms.")
        posts.plan(post, by=team.manager, local=_wall(begun, clock.now() + timedelta(hours=1)))
        reviews.submit(post, by=team.manager)
        schedule.follow(post, by=SYSTEM)
    sweeps.miss_the_late(by=SYSTEM)


def _held(begun: Begun, team: Team) -> None:
    access = access_of(begun.owner, begun.workspace.pk)
    coming = (
        publications(access).filter(state=State.SCHEDULED, due_at__gt=clock.now()).order_by("-due_at").first()
    )
    if coming is not None:
        holds.put_one(coming, reason="Wait for the new opening hours.", by=team.manager)


def _unfinished(begun: Begun, team: Team) -> None:
    """The next free slots: one is being written, one waits for approval, one was returned."""
    access = access_of(begun.owner, begun.workspace.pk)
    free = list(planning.open_slots(access, clock.now())[:3])
    texts = (
        "A first try at the winter card. The gull is still too large.",
        "Two seats left on Saturday. Bring an old shirt; we have the ink.",
        "The oak frames are here. Which wall is yours meant for?",
    )
    for number, (slot, text) in enumerate(zip(free, texts, strict=False)):
        post = _of_slot(begun, team, slot, text)
        if number:
            reviews.submit(post, by=team.manager)
        if number > 1:
            reviews.return_(post, by=team.approver, note="Say which print it is, and its size.")


def _of_slot(begun: Begun, team: Team, slot: Slot, text: str) -> Post:
    return posts.draft(begun.workspace, by=team.contributor, slot=slot, body=text)


def _sent_now(begun: Begun, team: Team, channel: str, text: str) -> Publication:
    """A post that is due at this minute goes through the gate."""
    post = _drafted(begun, team, channel, text)
    posts.plan(post, by=team.manager, local=_wall(begun, clock.now() + timedelta(seconds=1)))
    reviews.submit(post, by=team.manager)
    reviews.approve(post, by=team.approver, seen=seen_hash(variants_of(post)))
    (publication,) = schedule.follow(post, by=SYSTEM)
    with clock.frozen_at(publication.due_at + timedelta(seconds=1)):
        Engine().work()
    return publication


def _drafted(begun: Begun, team: Team, channel: str, text: str) -> Post:
    pillar = Pillar.objects.get(workspace=begun.workspace, key="harbour-life")
    return posts.draft(
        begun.workspace,
        by=team.manager,
        body=text,
        channels=[begun.channels[channel]],
        reasons=Reasons(pillar=pillar),
    )


def _wall(begun: Begun, moment: datetime) -> datetime:
    return begun.workspace.local(moment)
