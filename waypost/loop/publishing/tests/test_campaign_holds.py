"""A hold on a campaign stops every post of it, wherever it stands, and nothing else; nothing leaves without a look."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.content.actions import campaigns as belonging
from waypost.loop.content.actions import posts
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import submitted_post, tomorrow
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.tests.factories import running_campaign
from waypost.loop.publishing import tasks
from waypost.loop.publishing.actions import (
    arming,
    changes,
    channels,
    doubts,
    holds,
    lanes,
    outcomes,
    parts,
    schedule,
)
from waypost.loop.publishing.actions.arming import Armed, Gate
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.answers import Answer, Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Hold, Lane, Publication
from waypost.loop.publishing.tests.factories import (
    following_part,
    scheduled_publication,
    still_looked_for,
)
from waypost.loop.publishing.tests.handing import handed_publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture
def campaign(world: World) -> Campaign:
    return running_campaign(world)


def of(campaign: Campaign, publication: Publication) -> Publication:
    """A publication whose post belongs to the campaign, without anybody hearing of it."""
    Post.objects.filter(pk=publication.post_id).update(campaign=campaign)
    return now_of(publication)


def now_of(publication: Publication) -> Publication:
    return Publication.objects.select_related("channel", "workspace", "hold").get(pk=publication.pk)


def put(world: World, campaign: Campaign, **details: object) -> Hold:
    return holds.put(
        world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"), **details
    )


def test_what_belongs_to_it_stays_and_everything_else_leaves(world, network, preparer, sender, campaign):
    mine = of(campaign, scheduled_publication(world, body="Prints at half the price."))
    other = scheduled_publication(world, body="Low tide at nine.")
    with at_its_time(mine, minutes=-5):
        preparer.work()
    assert now_of(mine).state == State.READY

    hold = put(world, campaign)
    with at_its_time(mine, minutes=1):
        send_due(world, preparer, sender)

    assert on_the_network(network) == ["Low tide at nine."]
    assert (now_of(mine).state, now_of(mine).hold) == (State.HELD, hold)
    assert now_of(other).state == State.PUBLISHED
    assert not Lane.objects.filter(is_held=True).exists()


@pytest.mark.parametrize("state", [State.SCHEDULED, State.READY, State.WAITING])
def test_every_state_of_the_queue_is_held(world, campaign, state):
    publication = of(campaign, scheduled_publication(world, state=state))

    hold = put(world, campaign)

    assert now_of(publication).state == State.HELD
    assert list(hold.was_stopped.all()) == [publication]


def test_what_is_with_a_person_is_taken_back_and_they_are_told(world, campaign):
    publication = of(campaign, handed_publication(world))

    hold = holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("owner"))

    assert now_of(publication).state == State.HELD
    assert list(hold.was_leaving.all()) == [publication]
    assert Notice.objects.filter(kind="kit", sentence__startswith="Do not post").exists()


def test_the_gate_alone_stops_what_slipped_past_the_hold(world, network, preparer, sender, campaign):
    publication = of(campaign, scheduled_publication(world, body="Prints at half the price."))
    with at_its_time(publication, minutes=-5):
        preparer.work()
    put(world, campaign)
    Publication.objects.filter(pk=publication.pk).update(
        state=State.READY, hold=None, act_at=publication.due_at
    )

    with at_its_time(publication):
        assert sender.drain(publication.channel_id) == 1

    assert on_the_network(network) == []
    held = now_of(publication)
    assert (held.state, held.reason, held.hold) == (State.HELD, "A wrong price", Hold.objects.get())


def test_a_gate_for_a_campaign_asks_no_more_statements(world, campaign):
    asked = {}
    for name, publication in {
        "without": scheduled_publication(world, "gallery", state=State.READY),
        "with": of(campaign, scheduled_publication(world, "journal", state=State.READY)),
    }.items():
        with clock.frozen_at(publication.due_at), CaptureQueriesContext(connection) as seen:
            armed = arm(publication)
        assert isinstance(armed, Armed)
        asked[name] = len(seen)

    assert asked["with"] == asked["without"]


def arm(publication: Publication) -> Armed | Gate:
    claim = lanes.claim(publication.channel_id, holder="a publisher of this test")
    assert claim is not None
    content, text = publication.content_hash, publication.text
    return arming.arm(publication.pk, claim=claim, content=content, text=text, seconds=10)


def test_a_hold_on_a_campaign_updates_every_lane_before_it_looks_at_what_is_leaving(world, campaign):
    of(campaign, scheduled_publication(world, "gallery", state=State.ARMED))
    lanes.open_for(world.channel("journal"))

    with CaptureQueriesContext(connection) as seen:
        put(world, campaign)

    said = [query["sql"] for query in seen]
    lane = next(place for place, sql in enumerate(said) if sql.startswith('UPDATE "publishing_lane"'))
    read = next(place for place, sql in enumerate(said) if 'FROM "publishing_publication"' in sql)
    assert lane < read
    assert '"channel_id"' not in said[lane]


def test_what_was_leaving_is_listed_and_waits_for_a_look_when_it_comes_back(world, campaign):
    publication = of(campaign, scheduled_publication(world, state=State.ARMED))
    hold = put(world, campaign)
    assert list(hold.was_leaving.all()) == [publication]
    with clock.frozen_at(publication.due_at):
        come_back = Answer(Outcome.NOT_STORED, "Come back later.")
        outcomes.settle(publication.attempts.get().pk, come_back, by=PUBLISHER)
    assert now_of(publication).state == State.WAITING

    holds.lift(hold, by=world.actor("manager"))

    assert (now_of(publication).state, now_of(publication).hold) == (State.HELD, hold)


def test_what_is_found_absent_while_it_is_on_belongs_to_it(world, campaign):
    publication = of(campaign, still_looked_for(world))
    hold = put(world, campaign)
    card = publication.channel.card

    with clock.frozen_at(publication.due_at + timedelta(minutes=5)):
        for _ in range(2):
            doubts.not_found(publication.pk, looked_at=clock.now(), card=card, by=PUBLISHER)

    assert (now_of(publication).state, now_of(publication).hold) == (State.HELD, hold)


def test_what_is_scheduled_while_it_is_on_is_held_too(world, campaign):
    hold = put(world, campaign)
    post = submitted_post(world, campaign=campaign)

    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))

    publication = Publication.objects.get(post=post)
    assert (publication.state, publication.hold) == (State.HELD, hold)


def test_a_part_does_not_follow_while_it_is_on(world, campaign):
    head = of(campaign, scheduled_publication(world))
    following = following_part(head)
    hold = put(world, campaign)
    Publication.objects.filter(pk=head.pk).update(
        state=State.PUBLISHED, remote_id="7", published_at=clock.now(), hold=None
    )

    with at_its_time(head):
        parts.go_on(now_of(head), by=PUBLISHER)

    assert (now_of(following).state, now_of(following).hold) == (State.HELD, hold)


@pytest.mark.parametrize("state", [State.SCHEDULED, State.READY])
def test_a_post_that_comes_into_it_while_it_is_on_is_held(world, campaign, state):
    publication = scheduled_publication(world, state=state)
    hold = put(world, campaign)

    belonging.choose(publication.post, campaign=campaign, by=world.actor("marketer"))

    assert (now_of(publication).state, now_of(publication).hold) == (State.HELD, hold)


def test_a_post_that_leaves_it_while_it_is_on_still_waits_for_a_look(world, campaign):
    publication = of(campaign, scheduled_publication(world))
    put(world, campaign)

    belonging.choose(publication.post, campaign=None, by=world.actor("marketer"))
    assert now_of(publication).state == State.HELD
    holds.release(now_of(publication), by=world.actor("manager"))

    assert now_of(publication).state == State.SCHEDULED


def test_nothing_of_it_is_released_before_it_is_lifted(world, campaign):
    publication = of(campaign, scheduled_publication(world))
    hold = put(world, campaign)

    with pytest.raises(Refusal, match="still on"):
        holds.release(publication, by=world.actor("manager"))
    holds.lift(hold, by=world.actor("manager"))
    assert now_of(publication).state == State.HELD
    holds.release(now_of(publication), by=world.actor("manager"))

    assert now_of(publication).state == State.SCHEDULED


def test_a_new_time_does_not_lead_past_it(world, campaign):
    publication = of(campaign, scheduled_publication(world))
    hold = put(world, campaign)

    schedule.move_to(now_of(publication), local=tomorrow(world, days=3), by=world.actor("manager"))

    assert (now_of(publication).state, now_of(publication).hold) == (State.HELD, hold)


def test_a_channel_that_comes_back_releases_nothing_of_it(world, campaign):
    mine = of(campaign, scheduled_publication(world))
    other = scheduled_publication(world)
    for publication in (mine, other):
        move(publication.pk, State.HELD, since=[State.SCHEDULED], reason="Out.", wants_channel=True)
    hold = put(world, campaign)

    channels.resume(mine.channel, by=world.actor("manager"))

    assert (now_of(mine).state, now_of(mine).hold) == (State.HELD, hold)
    assert now_of(other).state == State.SCHEDULED


def test_no_new_words_of_it_go_out_while_it_is_on(world, campaign):
    publication = of(campaign, scheduled_publication(world, state=State.PUBLISHED))
    Publication.objects.filter(pk=publication.pk).update(content_hash="what was sent")
    put(world, campaign)

    with pytest.raises(Refusal, match="A hold is on"):
        changes.edit(now_of(publication), by=world.actor("manager"))


def test_it_ends_by_itself_and_people_are_told_what_waits(world, campaign):
    of(campaign, scheduled_publication(world, local=tomorrow(world, days=3)))
    until = clock.to_local(clock.now() + timedelta(hours=2), world.workspace.timezone)
    hold = put(world, campaign, until=until)
    Notice.objects.all().delete()

    with clock.frozen_at(hold.ends_at):
        tasks.end_holds()

    assert not Hold.objects.get().is_on
    said = Notice.objects.filter(person=world.person("manager"), kind="hold").values_list(
        "sentence", flat=True
    )
    assert list(said) == ["A hold has ended: “A wrong price” 1 post waits for a look before going out."]


def test_people_read_which_campaign_is_on_hold(world, campaign):
    of(campaign, scheduled_publication(world))

    put(world, campaign)

    told = Notice.objects.filter(person=world.person("owner"), kind="hold").get()
    assert told.sentence.startswith("Spring tides is on hold, says ")


def test_the_crisis_hold_stands_above_it(world, campaign):
    publication = of(campaign, scheduled_publication(world))
    other = scheduled_publication(world, "journal")
    first = put(world, campaign)
    second = holds.put(world.workspace, reason="Worse", by=world.actor("manager"))

    holds.lift(first, by=world.actor("manager"))
    with pytest.raises(Refusal, match="still on"):
        holds.release(now_of(publication), by=world.actor("manager"))
    assert now_of(other).hold == second
    with pytest.raises(Refusal, match="on hold already"):
        put(world, campaign)


def test_a_campaign_is_held_once_by_the_database_too(world, campaign):
    hold = put(world, campaign)

    with pytest.raises(Refusal, match="on hold already"):
        put(world, campaign)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            workspace=world.workspace, scope=hold.scope, campaign=campaign, reason="x", put_by_label="y"
        )


def test_another_brands_campaign_is_not_held_from_here(world):
    theirs = running_campaign(world.across())

    with pytest.raises(Refusal, match="of this brand"):
        put(world, theirs)

    assert not Hold.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "viewer", "outsider", "neighbour"])
def test_whoever_may_not_hold_holds_no_campaign(world, campaign, role):
    with pytest.raises(NotAllowed):
        holds.put(world.workspace, campaign=campaign, reason="Stop", by=world.actor(role))
