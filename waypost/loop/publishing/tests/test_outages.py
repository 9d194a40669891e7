"""A channel loses its token: what wants it is held, people are told at once, and it goes on if there is time."""

from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.actions import channels as connections
from waypost.foundation.channels.actions import health, limits, renewals
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.publishing.actions import channels, holds
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, send_due
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret

GRACE = 60


def fresh(publication: Publication) -> Publication:
    return Publication.objects.select_related("channel", "workspace").get(pk=publication.pk)


def reconnect(world: World, network: Sandbox, key: str = "gallery") -> None:
    channel = Channel.objects.get(workspace=world.workspace, key=key)
    [owner] = [one for one in network.truth.accounts() if one.id == channel.remote_id]
    token = Secret(network.tokens.give(owner).token)
    connections.connect(
        world.workspace, network="sandbox", token=token, again=channel, by=world.actor("manager")
    )


def told(world: World, kind: str) -> list[str]:
    return list(
        Notice.objects.filter(workspace=world.workspace, kind=kind).values_list("sentence", flat=True)
    )


@pytest.fixture
def pier(world: World, network: Sandbox) -> Channel:
    """A channel whose token is good for 30 hours: due to be renewed 7.5 hours before."""
    network.tokens.let_last(30 * 3600)
    found = connections.open_account(
        world.workspace, network="sandbox", name="Pier", key="pier", by=world.actor("manager")
    )
    world.channels.append(found)
    return found


def test_a_refused_token_holds_everything_that_wants_the_channel(
    world: World, network: Sandbox, preparer, sender
) -> None:
    first = scheduled_publication(world)
    later = scheduled_publication(world, local=tomorrow(world, hour=18))
    elsewhere = scheduled_publication(world, channel_key="journal", local=tomorrow(world, hour=18))
    network.tokens.take_back(first.channel.remote_id)

    with at_its_time(first):
        send_due(world, preparer, sender)

    assert [fresh(one).state for one in (first, later, elsewhere)] == [
        State.HELD, State.HELD, State.SCHEDULED,
    ]  # fmt: skip
    assert fresh(first).reason == "This token belongs to nobody."
    assert fresh(later).reason == f"{first.channel.name} must be connected again."
    assert on_the_network(network) == []


def test_people_are_told_at_once_and_once(world: World, network: Sandbox, preparer, sender) -> None:
    first = scheduled_publication(world)
    scheduled_publication(world, local=tomorrow(world, hour=18))
    network.tokens.take_back(first.channel.remote_id)

    with at_its_time(first):
        send_due(world, preparer, sender)
        channels.pause(fresh(first).channel, by=world.actor("owner"))

    people = Notice.objects.filter(kind="channel_out").values_list("person__email", flat=True)
    assert sorted(people) == ["manager@tern.example", "owner@tern.example"]
    assert set(told(world, "channel_out")) == {
        "Tern & Tide Gallery must be connected again: This token belongs to nobody. 2 posts are held until then."
    }
    assert not Notice.objects.filter(kind="channel_out", mail_due_at=None).exists()


def test_people_are_told_again_of_what_was_back_meanwhile(world: World, network: Sandbox) -> None:
    gallery, refusal = world.channel("gallery"), Actor.system("a test")
    health.needs_attention(gallery, reason="No.", by=refusal)
    gallery.refresh_from_db()
    health.look_again(gallery, by=world.actor("manager"))
    gallery.refresh_from_db()

    health.needs_attention(gallery, reason="No again.", by=refusal)

    assert len(set(told(world, "channel_out"))) == 2


def test_whoever_is_limited_to_other_channels_is_not_told(world: World, network: Sandbox) -> None:
    journal, gallery = world.channel("journal"), world.channel("gallery")
    member = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    limits.limit(member, to=[journal], by=world.actor("owner"))

    for channel in (gallery, journal):
        health.needs_attention(channel, reason="No.", by=Actor.system("a test"))

    mine = Notice.objects.filter(kind="channel_out", person=world.person("manager"))
    assert [notice.sentence.partition(" must")[0] for notice in mine] == [journal.name]


def test_what_is_connected_again_within_the_grace_goes_out(
    world: World, network: Sandbox, preparer, sender
) -> None:
    publication = scheduled_publication(world)
    network.tokens.take_back(publication.channel.remote_id)
    with at_its_time(publication):
        send_due(world, preparer, sender)

    with at_its_time(publication, GRACE - 1):
        reconnect(world, network)
        send_due(world, preparer, sender)

    assert fresh(publication).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1
    assert set(told(world, "channel_back")) == {"Tern & Tide Gallery is connected again: 1 post goes on."}


def test_what_is_connected_again_too_late_is_missed(world: World, network: Sandbox, preparer, sender) -> None:
    publication = scheduled_publication(world)
    network.tokens.take_back(publication.channel.remote_id)
    with at_its_time(publication):
        send_due(world, preparer, sender)

    with at_its_time(publication, GRACE + 1):
        reconnect(world, network)
        send_due(world, preparer, sender)

    assert fresh(publication).state == State.MISSED
    assert on_the_network(network) == []
    assert Entry.objects.filter(verb="publication.missed", subject_id=publication.pk).exists()
    assert set(told(world, "channel_back")) == {"Tern & Tide Gallery is connected again: 1 was missed."}


def test_what_is_due_later_is_prepared_shortly_before_as_ever(world: World, network: Sandbox) -> None:
    publication = scheduled_publication(world)
    connections.disconnect(publication.channel, by=world.actor("manager"))
    assert fresh(publication).state == State.HELD

    reconnect(world, network)

    found = fresh(publication)
    assert (found.state, found.act_at) == (State.SCHEDULED, found.due_at - LEAD)
    assert not found.wants_channel


def test_whoever_disconnects_on_purpose_is_not_told_what_they_did(world: World, network: Sandbox) -> None:
    publication = scheduled_publication(world)

    connections.disconnect(publication.channel, by=world.actor("manager"))

    people = Notice.objects.filter(kind="channel_out").values_list("person__email", flat=True)
    assert list(people) == ["owner@tern.example"]


def test_a_hold_keeps_what_wanted_its_channel(world: World, network: Sandbox) -> None:
    publication = scheduled_publication(world)
    connections.disconnect(publication.channel, by=world.actor("manager"))
    hold = holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))

    reconnect(world, network)

    found = fresh(publication)
    assert (found.state, found.hold_id, found.wants_channel) == (State.HELD, hold.pk, False)


def test_what_is_held_for_another_reason_stays_held(world: World, network: Sandbox) -> None:
    by_a_person, by_itself = scheduled_publication(world), scheduled_publication(world)
    holds.put_one(by_a_person, reason="Not today.", by=world.actor("owner"))
    move(by_itself.pk, State.HELD, since=[State.SCHEDULED], reason="Its place in the thread is gone.")
    connections.disconnect(by_a_person.channel, by=world.actor("manager"))

    reconnect(world, network)

    assert [fresh(by_a_person).state, fresh(by_itself).state] == [State.HELD, State.HELD]


def test_a_late_reaction_holds_nothing_of_a_channel_that_is_back(world: World, network: Sandbox) -> None:
    publication = scheduled_publication(world)

    assert channels.pause(publication.channel, by=world.actor("owner")) == 0

    assert fresh(publication).state == State.SCHEDULED


def test_a_network_that_cannot_renew_now_makes_wait_and_holds_nothing(
    world: World, network: Sandbox, pier: Channel, preparer, sender
) -> None:
    approved_post(world, channel_key="pier", local=tomorrow(world, hour=9))
    publication = Publication.objects.get(channel=pier)
    network.faults.switch_on(Fault(kind=FaultKind.DISCONNECTED, call=Call.PUBLISH, count=1))
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.RENEW, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)

    waiting = fresh(publication)
    assert (waiting.state, waiting.channel.is_connected) == (State.WAITING, True)
    assert "asks it for one and tries again" in waiting.reason
    assert told(world, "channel_out") == []
    with at_its_time(publication, 1):
        send_due(world, preparer, sender)
    assert fresh(publication).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_a_new_token_is_there_before_the_post_is_tried_again(
    world: World, network: Sandbox, pier: Channel, preparer, sender
) -> None:
    approved_post(world, channel_key="pier", local=tomorrow(world, hour=9))
    publication, before = Publication.objects.get(channel=pier), pier.account.token
    network.faults.switch_on(Fault(kind=FaultKind.DISCONNECTED, call=Call.PUBLISH, count=1))

    with at_its_time(publication):
        send_due(world, preparer, sender)
    with at_its_time(publication, 1):
        send_due(world, preparer, sender)

    assert fresh(publication).state == State.PUBLISHED
    assert fresh(publication).channel.account.token != before


def test_a_token_that_ends_unless_somebody_acts_is_told_with_its_time(world: World, pier: Channel) -> None:
    ends_at = clock.to_utc(tomorrow(world, hour=15), world.workspace.timezone)
    TokenLife.objects.filter(channel=pier).update(
        renews=False, ends_at=ends_at, due_at=clock.now() - timedelta(seconds=1)
    )

    from_now = Notice.objects.count()
    renew(pier)

    assert Notice.objects.count() == from_now + 2
    [sentence] = set(told(world, "channel_ending"))
    assert sentence.startswith("Pier stops on ")
    assert ", 15:00 unless you connect it again." in sentence
    renew(pier)
    assert Notice.objects.count() == from_now + 2


def renew(channel: Channel) -> None:
    TokenLife.objects.filter(channel=channel).update(due_at=clock.now() - timedelta(seconds=1))
    renewals.renew(channel, by=Actor.system("a test"))


def test_the_pages_say_what_waits_and_until_when(world: World, network: Sandbox) -> None:
    publication = scheduled_publication(world, channel_key="journal")
    connections.disconnect(publication.channel, by=world.actor("manager"))
    client = world.client("manager")

    channel = client.get(f"/tern/channels/{publication.channel_id}/").content.decode()
    one = client.get(f"/tern/publishing/{publication.pk}/").content.decode()

    assert "1 post waits only for this channel" in channel
    assert "within 60 minutes of its time still goes out" in channel
    assert f"Connect {publication.channel.name} again</a> by <time" in one
    assert "then it goes on by itself" in one
    with at_its_time(publication, GRACE + 1):
        late = client.get(f"/tern/publishing/{publication.pk}/").content.decode()
    assert "Its time is too long past for it to go on by itself" in late
