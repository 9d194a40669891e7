"""Publications of the world in any state, brought there along the graph by the actions that the engine uses."""

from datetime import datetime, timedelta
from itertools import count

from tests.world import World
from waypost.loop.content.actions import posts
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.queries import outgoing_of
from waypost.loop.content.tests.factories import approve, submitted_post, tomorrow
from waypost.loop.publishing.actions import arming, doubts, lanes, links, outcomes, parts, preparing, schedule
from waypost.loop.publishing.actions.arming import Armed
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.parts import Part, Role
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication, TrackedLink
from waypost.toolkit import clock

HOLDER = "a-publisher-of-the-tests"
_numbers = count(1)

ANSWERS = {
    State.PUBLISHED: Outcome.PUBLISHED,
    State.REJECTED: Outcome.REJECTED,
    State.WAITING: Outcome.NOT_STORED,
    State.UNKNOWN: Outcome.DOUBTFUL,
}
SAID = {
    State.PUBLISHED: "The network confirmed it.",
    State.REJECTED: "The text is too long for this network.",
    State.WAITING: "The network is busy.",
    State.UNKNOWN: "No usable answer came (ReadTimeout).",
}


def scheduled_publication(
    world: World,
    channel_key: str = "gallery",
    local: datetime | None = None,
    approved: bool = True,
    state: State | str | None = None,
    body: str = "",
) -> Publication:
    """A scheduled post on one channel, due at `local` on the brand's wall (tomorrow at nine), in `state`.

    What is due in the past is made two days before. In doubt it waits for a person; see `still_looked_for`.
    """
    local = local or tomorrow(world)
    due_at = clock.to_utc(local, world.workspace.timezone)
    with clock.frozen_at(min(clock.now(), due_at - timedelta(days=2))):
        post = submitted_post(
            world, channel_keys=(channel_key,), body=body or f"Low tide, note {next(_numbers)}."
        )
        posts.plan(post, by=world.actor("manager"), local=local)
        if approved:
            approve(world, post)
        [publication] = schedule.follow(post, by=PUBLISHER)
    if state == State.FOLLOWS:
        publication = following_part(publication)
    else:
        bring_to(publication, State(state or State.SCHEDULED))
    return Publication.objects.select_related("workspace", "channel", "post").get(pk=publication.pk)


def following_part(publication: Publication) -> Publication:
    """The first comment of a scheduled publication, which waits until that is out."""
    said = (Part(0, Role.POST, publication.text), Part(1, Role.COMMENT, "The table is in our guide."))
    [following] = parts.lay_out(publication, said, by=PUBLISHER)
    return following


def bring_to(publication: Publication, state: State) -> None:
    """Walk a scheduled publication to `state`."""
    match state:
        case State.SCHEDULED:
            pass
        case State.READY:
            _prepare(publication)
        case State.HELD | State.MISSED | State.CANCELLED:
            assert move(publication.pk, state, since=[State.SCHEDULED], reason=f"Made {state} for a test.")
        case State.HANDED:
            _prepare(publication)
            assert move(publication.pk, state, since=[State.READY])
        case State.REMOVED:
            bring_to(publication, State.PUBLISHED)
            assert move(publication.pk, state, since=[State.PUBLISHED], reason=f"Made {state} for a test.")
        case _:
            _prepare(publication)
            _send(publication, state)


def tracked_link(world: World, target: str = "https://tern.example/prints") -> TrackedLink:
    """A link of a post that is prepared."""
    publication = scheduled_publication(world, body=f"Prints: {target}")
    links.lay_out([(publication, [target])])
    return publication.links.get()


def still_looked_for(world: World, **details: object) -> Publication:
    """A publication in doubt for which Waypost itself still looks."""
    publication = scheduled_publication(world, state=State.UNKNOWN, **details)  # type: ignore[arg-type]
    Publication.objects.filter(pk=publication.pk).update(act_at=clock.now() + timedelta(seconds=15))
    publication.refresh_from_db()
    return publication


def _prepare(publication: Publication) -> None:
    content = outgoing_of(publication.variant)  # type: ignore[arg-type]
    assert preparing.finish(
        publication, content=content_hash(content), text=content.text, text_hash=content_hash(content)
    )


def _send(publication: Publication, state: State) -> None:
    with clock.frozen_at(publication.due_at):
        claim = lanes.claim(publication.channel_id, holder=HOLDER)
        assert claim is not None, "the lane is free"
        publication.refresh_from_db()
        armed = arming.arm(
            publication.pk, claim=claim, content=publication.content_hash, text=publication.text, seconds=10
        )
        assert isinstance(armed, Armed), armed
        if state is State.ARMED:
            return
        answer = Answer(ANSWERS[state], SAID[state])
        if state is State.PUBLISHED:
            remote = str(publication.pk)
            answer = Answer(answer.outcome, answer.said, remote, f"http://sandbox.example/posts/{remote}")
        outcomes.settle(armed.attempt_id, answer, by=PUBLISHER)
        lanes.give_back(claim)
        if state is State.UNKNOWN:
            publication.refresh_from_db()
            doubts.ask(publication, by=PUBLISHER)
