"""Lines are held by one process each, what is heard is fetched, and a line that breaks is tried again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.processes import queries as processes
from waypost.loop.engagement import listener as listening
from waypost.loop.engagement.actions import lines
from waypost.loop.engagement.models import Mailbox, Message, OpenLine
from waypost.loop.engagement.tests.fakes import TalkingNetwork
from waypost.loop.engagement.tests.fakes import talking as talking
from waypost.loop.engagement.tests.lines import OwnListener, SpeakingNetwork, elephant
from waypost.networks import registry
from waypost.networks.contract import Account, Disconnected, Rejected, TryLater
from waypost.toolkit import clock

ACCOUNT = Account(
    remote_id="7@tide.example", handle="tern@tide.example", server="https://tide.example", token="t"
)


@pytest.fixture
def channel(world: World, monkeypatch: pytest.MonkeyPatch) -> Channel:
    monkeypatch.setattr(listening, "GAP", 0.0)
    return elephant(world, ACCOUNT)


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Callable[..., SpeakingNetwork]:
    """Let the network's line do this, one after the other, then hang up."""

    def let(*plays: Callable[[], bool], refusal: Exception | None = None) -> SpeakingNetwork:
        network = SpeakingNetwork(iter([*plays, hang_up]), refusal)
        monkeypatch.setattr(registry, "listener", lambda name: network)
        return network

    return let


def hang_up() -> bool:
    raise TryLater(5, "The server hung up.")


def nothing() -> bool:
    return False


def taken(holder: str = "this-process") -> OpenLine:
    lines.lay_missing()
    found = lines.take(OpenLine.objects.get().pk, holder=holder)
    assert found is not None
    return found


def listen() -> OpenLine:
    """Listen to the only line until it ends."""
    ear = OwnListener()
    ear.look()
    (line,) = ear.begun
    ear.listen(line)
    return OpenLine.objects.get()


def test_what_is_heard_is_fetched_and_what_came_before_too(channel, talking: TalkingNetwork, speak):
    talking.let_say(1)

    def speaks() -> bool:
        talking.let_say(1)
        return True

    network = speak(nothing, speaks, nothing)

    listen()

    assert Message.objects.filter(channel=channel).count() == 2
    assert talking.asked == ["", "1"]
    assert network.closed == 1


def test_nothing_heard_asks_for_nothing(channel, talking, speak):
    speak(nothing, nothing, nothing)

    listen()

    assert talking.asked == [""]


def test_a_crowd_is_fetched_in_one_go(channel, talking, speak, monkeypatch):
    monkeypatch.setattr(listening, "GAP", 3600.0)

    def speaks() -> bool:
        talking.let_say(1)
        return True

    speak(*[speaks] * 20)

    listen()

    assert len(talking.asked) <= 1


def test_a_network_that_asked_to_be_left_alone_is_not_asked_because_somebody_spoke(channel, talking, speak):
    now = clock.now()
    Mailbox.objects.create(
        channel=channel, workspace=channel.workspace, failures=1, next_due_at=now + timedelta(minutes=10)
    )
    speak(lambda: True)

    listen()

    assert talking.asked == []


def test_a_line_that_breaks_is_tried_again_later_and_later_still(channel, talking, speak):
    pauses = []
    for _ in range(12):
        speak(nothing)
        now = clock.now()
        found = listen()
        pauses.append((found.next_try_at - now).total_seconds())
        OpenLine.objects.update(next_try_at=now)

    assert 5 <= pauses[0] < 8
    assert pauses[:8] == sorted(pauses[:8])
    assert 900 <= pauses[-1] < 1200
    assert (found.holder, found.trouble, found.failures) == ("", "The server hung up.", 12)


def test_a_line_that_stood_for_a_while_begins_with_the_first_pause(channel, talking, speak):
    line = taken()
    OpenLine.objects.update(failures=9, opened_at=clock.now() - timedelta(minutes=2))

    lines.broken(line, "The server hung up.")

    found = OpenLine.objects.get()
    assert found.failures == 1
    assert found.next_try_at < clock.now() + timedelta(seconds=8)


def test_a_pause_that_the_server_asks_for_is_kept(channel, talking, speak):
    speak(refusal=TryLater(600, "Too many questions."))

    assert listen().next_try_at > clock.now() + timedelta(seconds=590)


def test_a_server_that_offers_no_line_is_left_alone_for_a_day(channel, talking, speak):
    speak(refusal=Rejected("No line."))

    found = listen()

    assert found.next_try_at > clock.now() + timedelta(hours=23)
    assert talking.asked == []


def test_a_refused_token_is_judged_where_messages_are_fetched(channel, talking, speak):
    talking.trouble = Disconnected("The token is no longer good.")
    speak(refusal=Disconnected("No."))

    listen()

    channel.refresh_from_db()
    assert channel.health == Channel.Health.ATTENTION
    assert OpenLine.objects.get().holder == ""


def test_an_answer_that_makes_no_sense_is_loud_and_lets_the_line_go(channel, talking, speak):
    speak(refusal=KeyError("urls"))

    with pytest.raises(KeyError):
        listen()

    assert "does not understand" in OpenLine.objects.get().trouble


# Who listens


def test_one_process_listens_to_a_line(channel, speak):
    mine = taken("one")

    assert lines.take(mine.pk, holder="two") is None
    other = OwnListener("two")
    other.look()
    assert other.begun == []


def test_a_line_whose_process_fell_silent_is_taken_over(channel, speak):
    mine = taken("one")
    OpenLine.objects.update(lease_until=Now() - timedelta(seconds=1))

    assert lines.take(mine.pk, holder="two") is not None

    lines.broken(mine, "Too late.")
    lines.let_go(mine)
    lines.let_go_all(holder="one")
    assert OpenLine.objects.get().holder == "two"


def test_a_line_of_a_dead_process_is_free_at_once(channel, speak, monkeypatch):
    taken("one")
    ear = OwnListener("two")
    monkeypatch.setattr(processes, "is_proven_dead", lambda key: False)
    ear.look()
    assert ear.begun == []

    monkeypatch.setattr(processes, "is_proven_dead", lambda key: key == "one")
    monkeypatch.setattr(listening, "KEEP_EVERY", 0.0)
    ear.look()

    assert len(ear.begun) == 1


def test_a_process_keeps_its_lines(channel, speak):
    taken("one")
    OpenLine.objects.update(lease_until=Now() + timedelta(seconds=1))

    lines.keep(holder="one")

    assert OpenLine.objects.filter(lease_until__gt=Now() + timedelta(seconds=50)).exists()


@pytest.mark.parametrize(
    "happens",
    [
        lambda: OpenLine.objects.update(holder="two"),
        lambda: Channel.objects.filter(key="elephant").update(token_epoch=7),
        lambda: Channel.objects.filter(key="elephant").update(health=Channel.Health.DISCONNECTED),
    ],
    ids=["another process has it", "another token", "disconnected"],
)
def test_a_line_is_hung_up_when_it_is_not_ours_any_more(channel, talking, speak, monkeypatch, happens):
    monkeypatch.setattr(listening, "KEEP_EVERY", 0.0)
    ear = OwnListener()

    def lost() -> bool:
        happens()
        ear.look()
        return False

    def never() -> bool:
        raise AssertionError("it still listens")

    network = speak(lost, never)
    ear.look()
    (line,) = ear.begun

    ear.listen(line)

    assert network.closed == 1


def test_a_line_is_opened_anew_with_the_new_token(channel, talking, speak):
    line = taken()
    Channel.objects.filter(pk=channel.pk).update(token_epoch=7)

    lines.let_go(line)

    assert OpenLine.objects.get().next_try_at <= clock.now()


def test_a_process_has_room_for_so_many_lines(channel, world, talking, speak):
    Channel.objects.create(
        workspace=world.workspace, key="mammoth", network="mastodon", name="Mammoth", handle="tern@a.example",
        remote_id="8@a.example", server="https://a.example", locked_token=channel.locked_token,
    )  # fmt: skip
    ear = OwnListener(most=1)

    ear.look()

    assert len(ear.begun) == 1
    assert OpenLine.objects.exclude(holder="").count() == 1


def test_only_networks_that_can_be_heard_and_are_connected_have_lines(channel):
    lines.lay_missing()
    lines.lay_missing()
    assert [row.channel_id for row in OpenLine.objects.all()] == [channel.pk]

    Channel.objects.filter(pk=channel.pk).update(health=Channel.Health.ATTENTION)
    ear = OwnListener()
    ear.look()
    assert ear.begun == []
