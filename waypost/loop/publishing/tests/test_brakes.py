"""What a network has no room for waits and says until when; into a silence nothing is sent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db.models import F

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve, attached, drafted_post
from waypost.loop.publishing.actions import circuits, lanes
from waypost.loop.publishing.domain.circuits import IN_A_ROW, PAUSES, Standing
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Circuit, Lane, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.sending import on_the_network
from waypost.networks import registry
from waypost.networks.contract import Limit, Per, Spend
from waypost.networks.sandbox.server.faults import Fault, FaultKind
from waypost.toolkit import clock

NOON = datetime(2027, 3, 2, 12)


def due_at_noon(world: World, count: int, channel_key: str = "gallery", **details: object) -> datetime:
    """So many ready posts of one channel, due a second apart from noon on; return the last one's moment."""
    made = [
        scheduled_publication(
            world, channel_key, local=NOON + timedelta(seconds=number), state=State.READY, **details
        )
        for number in range(count)
    ]
    return made[-1].due_at


def states(world: World) -> list[str]:
    return list(
        Publication.objects.filter(workspace=world.workspace)
        .order_by("due_at")
        .values_list("state", flat=True)
    )


def limit(monkeypatch: pytest.MonkeyPatch, **said: object) -> None:
    """Let the sandbox's card state a limit."""
    stated = Limit(
        **{
            "name": "posts",
            "unit": "posts",
            "per": Per.CHANNEL,
            "most": 2,
            "seconds": 600,
            "costs": {Spend.POST: 1},
        }
        | said  # type: ignore[arg-type]
    )
    card = replace(registry.card("sandbox"), limits=(stated,))
    monkeypatch.setattr(registry, "card", lambda name: card)


def test_what_a_limit_leaves_no_room_for_waits_until_there_is(world, network, sender, monkeypatch) -> None:
    limit(monkeypatch)
    noon = due_at_noon(world, 3)

    with clock.frozen_at(noon):
        sender.drain(world.channel("gallery").pk)

    assert states(world) == [State.PUBLISHED, State.PUBLISHED, State.WAITING]
    waits = Publication.objects.get(state=State.WAITING)
    assert waits.reason == "Sandbox takes at most 2 posts in 10 minutes from this account."
    assert timedelta(minutes=9) <= waits.act_at - noon <= timedelta(minutes=11)
    with clock.frozen_at(waits.act_at):
        sender.drain(world.channel("gallery").pk)
    assert len(on_the_network(network)) == 3


def test_what_is_due_while_there_is_no_room_waits_as_well(world, network, sender, monkeypatch) -> None:
    limit(monkeypatch, most=1)
    first = due_at_noon(world, 1)
    later = scheduled_publication(world, local=NOON + timedelta(minutes=5), state=State.READY)
    after = scheduled_publication(world, local=NOON + timedelta(hours=3), state=State.READY)

    with clock.frozen_at(first):
        sender.drain(world.channel("gallery").pk)
    with clock.frozen_at(later.due_at):
        sender.drain(world.channel("gallery").pk)

    later.refresh_from_db()
    after.refresh_from_db()
    assert (later.state, after.state) == (State.WAITING, State.READY)
    assert later.act_at >= first + timedelta(minutes=10)


def test_channels_share_a_limit_of_the_installation(world, network, sender, monkeypatch) -> None:
    limit(monkeypatch, per=Per.APP)
    due_at_noon(world, 2, "gallery")
    noon = due_at_noon(world, 2, "journal")

    with clock.frozen_at(noon):
        sender.drain(world.channel("gallery").pk)
        sender.drain(world.channel("journal").pk)

    assert len(on_the_network(network)) == 2
    waiting = Publication.objects.filter(state=State.WAITING)
    assert {row.channel.key for row in waiting} == {"journal"}
    assert "from this installation" in waiting[0].reason


def test_the_gate_that_stays_shut_uses_nothing_of_a_limit(world, network, sender, monkeypatch) -> None:
    limit(monkeypatch, most=1)
    noon = due_at_noon(world, 1)
    Publication.objects.update(content_hash="another")

    with clock.frozen_at(noon):
        sender.drain(world.channel("gallery").pk)
    due = scheduled_publication(world, local=NOON + timedelta(minutes=1), state=State.READY)
    with clock.frozen_at(due.due_at):
        sender.drain(world.channel("gallery").pk)

    assert on_the_network(network) == [due.text]


def test_the_headers_of_a_network_are_obeyed(world, network, sender) -> None:
    network.rates.allow(2)
    noon = due_at_noon(world, 4)

    with clock.frozen_at(noon):
        sender.drain(world.channel("gallery").pk)
        sender.drain(world.channel("gallery").pk)
    minute_later = [row.act_at for row in Publication.objects.filter(state=State.WAITING)]
    with clock.frozen_at(noon + timedelta(minutes=1)):
        sender.drain(world.channel("gallery").pk)

    assert minute_later == [noon.replace(second=0, microsecond=0) + timedelta(minutes=1)] * 2
    assert states(world) == [State.PUBLISHED] * 4


def test_one_refusal_for_too_many_calls_spares_the_others_theirs(world, network, sender) -> None:
    network.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, seconds=90))
    noon = due_at_noon(world, 3)

    with clock.frozen_at(noon):
        sender.drain(world.channel("gallery").pk)
        sender.drain(world.channel("gallery").pk)

    [switched] = network.faults.all()
    assert switched.hit == 1
    assert states(world) == [State.WAITING] * 3
    assert min(row.act_at for row in Publication.objects.all()) >= noon + timedelta(seconds=90)


def test_a_step_waits_for_room_too(world, network, preparer, sender, monkeypatch) -> None:
    limit(monkeypatch, name="uploads", unit="uploads", most=1, costs={Spend.UPLOAD: 1})
    first, second = (_with_a_picture(world, minute) for minute in (0, 1))

    with clock.frozen_at(first.due_at - timedelta(minutes=5)):
        preparer.work()

    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.state, second.state} == {State.READY, State.SCHEDULED}
    waits = next(row for row in (first, second) if row.state == State.SCHEDULED)
    assert waits.reason == "Sandbox takes at most 1 uploads in 10 minutes from this account."
    assert waits.act_at > first.due_at


def silence(world, network, sender, *, count: int = IN_A_ROW, seconds: int = 3) -> datetime:
    """Let so many posts meet a network that breaks off, some seconds apart; return the moment of the last."""
    network.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE))
    channel = world.channel("gallery")
    noon = due_at_noon(world, 1)
    at = noon
    for number in range(count):
        at = noon + timedelta(seconds=number * seconds)
        with clock.frozen_at(at):
            if number:
                scheduled_publication(
                    world, local=NOON + timedelta(seconds=number * seconds), state=State.READY
                )
            sender.drain(channel.pk)
    return at


def circuit() -> Circuit:
    return Circuit.objects.get()


def test_a_network_that_does_not_answer_is_left_alone(world, network, sender) -> None:
    at = silence(world, network, sender)
    more = scheduled_publication(world, local=NOON + timedelta(seconds=15), state=State.READY)
    elsewhere = scheduled_publication(world, "journal", local=NOON + timedelta(seconds=15), state=State.READY)

    with clock.frozen_at(at + timedelta(seconds=5)):
        sender.drain(world.channel("gallery").pk)
        sender.drain(world.channel("journal").pk)

    assert circuit().standing == Standing.SILENT
    for row in (more, elsewhere):
        row.refresh_from_db()
        assert row.state == State.WAITING
        assert row.act_at == circuit().open_until == at + PAUSES[0]
        assert row.reason == "Sandbox does not answer. Nothing is sent there until a try is answered."
    assert network.faults.all()[0].asked == IN_A_ROW


def test_after_the_pause_one_post_tries_and_an_answer_lets_the_rest_go_on(world, network, sender) -> None:
    at = silence(world, network, sender)
    for key in ("gallery", "journal"):
        for second in (13, 14):
            scheduled_publication(world, key, local=NOON + timedelta(seconds=second), state=State.READY)
    network.faults.switch_off()

    with clock.frozen_at(at + PAUSES[0] + timedelta(seconds=1)):
        claim = claimed(world, "gallery")
        assert circuits.take_turn(circuit(), claim=claim)
        sender.drain(world.channel("journal").pk)
        assert on_the_network(network) == []
        circuits.give_turn_back(circuit())
        lanes.give_back(claim)
        sender.drain(world.channel("gallery").pk)
        assert len(on_the_network(network)) == 2
        assert not circuit().is_open
    with clock.frozen_at(at + PAUSES[0] + timedelta(seconds=5)):
        sender.drain(world.channel("journal").pk)

    assert len(on_the_network(network)) == 4


@pytest.mark.parametrize("how", ["its lease ended", "it is proven dead", "it went on"])
def test_a_turn_ends_with_the_claim_of_whoever_took_it(world, network, sender, how: str) -> None:
    at = silence(world, network, sender)
    lanes.open_for(world.channel("journal"))
    mine, theirs = claimed(world, "gallery"), claimed(world, "journal")
    its_lane = Lane.objects.filter(channel_id=mine.channel_id)

    with clock.frozen_at(at + PAUSES[0] + timedelta(seconds=1)):
        assert circuits.take_turn(circuit(), claim=mine)
        assert not circuits.take_turn(circuit(), claim=theirs)
        if how == "its lease ended":
            its_lane.update(lease_until=lanes.from_now(-timedelta(seconds=1)))
        elif how == "it is proven dead":
            its_lane.update(lease_epoch=F("lease_epoch") + 1)
        else:
            lanes.give_back(mine)

        assert circuits.take_turn(circuit(), claim=theirs)
        assert not circuits.take_turn(circuit(), claim=mine)


def claimed(world: World, key: str) -> lanes.Claim:
    claim = lanes.claim(world.channel(key).pk, holder=f"the publisher of {key}")
    assert claim is not None
    return claim


def test_a_try_that_meets_silence_makes_the_pause_longer(world, network, sender) -> None:
    at = silence(world, network, sender)
    scheduled_publication(world, local=NOON + timedelta(seconds=14), state=State.READY)
    tried_at = at + PAUSES[0] + timedelta(seconds=1)

    with clock.frozen_at(tried_at):
        sender.drain(world.channel("gallery").pk)

    assert (circuit().tries, circuit().open_until) == (1, tried_at + PAUSES[1])
    assert circuit().trying_until is None


def test_a_refusal_is_an_answer(world, network, sender) -> None:
    silence(world, network, sender, count=IN_A_ROW - 1)
    network.faults.switch_off()
    network.faults.switch_on(Fault(kind=FaultKind.REFUSED))
    late = scheduled_publication(world, local=NOON + timedelta(minutes=2), state=State.READY)

    with clock.frozen_at(late.due_at):
        sender.drain(world.channel("gallery").pk)

    assert (circuit().failures, circuit().standing) == (0, Standing.ANSWERS)


def test_one_bad_second_opens_nothing(world, network, sender) -> None:
    silence(world, network, sender, seconds=1)

    assert circuit().standing == Standing.UNSURE


def test_one_bad_post_opens_nothing(world) -> None:
    gallery = world.channel("gallery")

    for minute in range(IN_A_ROW + 1):
        with clock.frozen_at(clock.to_utc(NOON + timedelta(minutes=minute), "UTC")):
            found = circuits.failed(gallery, publication_id=7, why="No usable answer came (Timeout).")

    assert (found.failures, found.is_open) == (1, False)


def test_other_servers_of_the_same_network_are_not_concerned(world) -> None:
    gallery, journal = world.channel("gallery"), world.channel("journal")
    Channel.objects.filter(pk=journal.pk).update(server="https://elsewhere.example")
    journal.refresh_from_db()

    for second in range(IN_A_ROW):
        with clock.frozen_at(clock.to_utc(NOON + timedelta(seconds=5 * second), "UTC")):
            circuits.failed(gallery, publication_id=second, why="Nothing.")
            circuits.answered(journal)

    assert {found.server: found.is_open for found in Circuit.objects.all()} == {
        gallery.server: True,
        "https://elsewhere.example": False,
    }


def _with_a_picture(world: World, minute: int) -> Publication:
    post = drafted_post(world)
    attached(world, post)
    reviews.submit(post, by=world.actor("manager"))
    posts.plan(post, by=world.actor("manager"), local=NOON + timedelta(minutes=minute))
    approve(world, post)
    return Publication.objects.select_related("channel").get(post=post)
