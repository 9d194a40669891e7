"""Tokens are renewed ahead of their end, by one at a time; a blip never disconnects, the network's own word does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from tests.world import World
from waypost.foundation.channels import tasks
from waypost.foundation.channels.actions import channels, health, renewals, tokens
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.channels.queries import ending
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.processes.actions import installation
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.networks.sandbox.server.wire import SandboxWire
from waypost.toolkit import clock, http

WORKER = Actor.system("a test of renewals")
REFUSAL = Actor.system("the network's refusal")


@pytest.fixture
def pier(world: World, sandbox: Sandbox) -> Channel:
    """A channel of the sandbox whose token is good for an hour."""
    sandbox.tokens.let_last(3600)
    return channels.open_account(world.workspace, network="sandbox", name="Pier", by=world.actor("manager"))


def after(minutes: float):
    return clock.frozen_at(clock.now() + timedelta(minutes=minutes))


def fresh(channel: Channel) -> Channel:
    return Channel.objects.get(pk=channel.pk)


def verbs(channel: Channel) -> list[str]:
    entries = Entry.objects.filter(subject_type="channels.channel", subject_id=channel.pk).order_by("pk")
    found = [entry.verb.removeprefix("channel.") for entry in entries]
    return [verb for verb in found if verb not in {"resumed", "paused"}]


@dataclass
class Meddler:
    """The sandbox, with something that happens while a renewal is under way: after it was done there, or before."""

    sandbox: Sandbox
    happens: Callable[[], None]
    renewals: int = 0

    def connect(self, request: httpx.Request) -> None:
        """Be there always."""

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        found = SandboxWire(self.sandbox).answer(request, deadline)
        if request.method == "POST" and request.url.path == "/api/token":
            self.renewals += 1
            if self.renewals == 1:
                self.happens()
        return found


def test_a_token_is_renewed_a_quarter_of_its_life_ahead(pier: Channel) -> None:
    before = fresh(pier)
    with after(44):
        tasks.renew_tokens()
        assert fresh(pier).account.token == before.account.token
    with after(46):
        tasks.renew_tokens()

        renewed = fresh(pier)
        assert renewed.account.token != before.account.token
        assert renewed.token_epoch == before.token_epoch + 1
        assert timedelta(minutes=59) < renewed.token_life.ends_at - clock.now() <= timedelta(minutes=60)
    assert renewed.is_connected
    assert verbs(pier) == ["connected", "token_renewed"]


def test_a_renewal_is_no_news_on_the_channel_s_page(world: World, pier: Channel) -> None:
    with after(46):
        tasks.renew_tokens()
    assert verbs(pier)[-1] == "token_renewed"

    page = world.client("manager").get(f"/tern/channels/{pier.pk}/")

    assert [entry.verb for entry in page.context["history"]][-1:] == ["channel.connected"]
    assert "channel.token_renewed" not in [entry.verb for entry in page.context["history"]]


def test_a_token_that_does_not_end_has_no_life_to_watch(world: World, sandbox: Sandbox) -> None:
    found = channels.open_account(world.workspace, network="sandbox", name="Mole", by=world.actor("manager"))

    assert not TokenLife.objects.filter(channel=found).exists()


@pytest.mark.parametrize(
    "kind", [FaultKind.ERROR_BEFORE, FaultKind.HANG_BEFORE, FaultKind.RATE_LIMITED, FaultKind.UNREADABLE]
)
def test_a_blip_disconnects_nothing_and_is_asked_again(
    world: World, sandbox: Sandbox, pier: Channel, kind: FaultKind
) -> None:
    sandbox.faults.switch_on(Fault(kind=kind, call=Call.ANY, seconds=5))

    with after(46):
        tasks.renew_tokens()
        life = fresh(pier).token_life
        assert (life.tries, life.holder) == (1, "")
        assert timedelta(0) < life.due_at - clock.now() <= timedelta(seconds=30)
    assert fresh(pier).is_connected


def test_a_network_that_is_back_renews_what_it_could_not(sandbox: Sandbox, pier: Channel) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.RENEW, count=3))
    before = fresh(pier).account.token

    for minutes in (46, 47, 48.5, 51):
        with after(minutes):
            tasks.renew_tokens()

    assert fresh(pier).account.token != before
    assert verbs(pier) == ["connected", "network_silent", "token_renewed"]


def test_a_network_that_is_away_beyond_the_end_is_not_taken_for_a_refusal(
    sandbox: Sandbox, pier: Channel
) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.ANY))

    for minutes in range(46, 120, 2):
        with after(minutes):
            tasks.renew_tokens()

    assert fresh(pier).is_connected
    assert "needs_attention" not in verbs(pier)


def test_a_refusal_leaves_the_channel_connected_to_the_end_of_its_token(
    world: World, sandbox: Sandbox, pier: Channel
) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, call=Call.RENEW, count=1))
    with after(46):
        tasks.renew_tokens()
    with after(47):
        tasks.renew_tokens()
        tasks.renew_tokens()
        life = fresh(pier).token_life
        assert life.is_ending
        assert life.due_at == life.ends_at
        assert ending(world.access("manager")) == {pier.pk}
    assert fresh(pier).is_connected

    with after(61):
        tasks.renew_tokens()

    assert not fresh(pier).is_connected
    assert fresh(pier).health_reason == "This token was renewed before, or never ends."
    assert verbs(pier) == [
        "connected", "network_silent", "renewal_refused", "ending", "needs_attention",
    ]  # fmt: skip


def test_a_token_that_was_taken_back_disconnects_at_once(sandbox: Sandbox, pier: Channel) -> None:
    sandbox.tokens.take_back(pier.remote_id)

    with after(46):
        tasks.renew_tokens()

    assert not fresh(pier).is_connected
    assert fresh(pier).token_life.due_at is None


def test_two_do_not_ask_at_once(sandbox: Sandbox, pier: Channel) -> None:
    meddler = Meddler(sandbox, lambda: renewals.renew(fresh(pier), by=WORKER) and None)

    with after(46), http.wired(meddler):
        renewals.renew(pier, by=WORKER)

    assert meddler.renewals == 1
    assert verbs(pier) == ["connected", "token_renewed"]


def test_an_answer_that_comes_late_is_still_taken_in(sandbox: Sandbox, pier: Channel) -> None:
    def another_asks() -> None:
        TokenLife.objects.update(lease_until=clock.now() - timedelta(hours=1))
        renewals.renew(fresh(pier), by=WORKER)

    meddler, before = Meddler(sandbox, another_asks), fresh(pier).account.token

    with after(46), http.wired(meddler):
        renewals.renew(pier, by=WORKER)

    assert meddler.renewals == 2
    assert fresh(pier).account.token != before
    assert fresh(pier).token_life.is_renewed
    assert fresh(pier).is_connected


def test_whoever_slept_asks_nothing(sandbox: Sandbox, pier: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewals, "ASK_WITHIN", -1.0)
    meddler = Meddler(sandbox, lambda: None)

    with after(46), http.wired(meddler):
        renewals.renew(pier, by=WORKER)

    assert meddler.renewals == 0


def test_a_person_who_disconnects_meanwhile_is_not_overruled(
    world: World, sandbox: Sandbox, pier: Channel
) -> None:
    meddler = Meddler(sandbox, lambda: channels.disconnect(pier, by=world.actor("manager")) and None)

    with after(46), http.wired(meddler):
        renewals.renew(pier, by=WORKER)

    assert fresh(pier).health == Channel.Health.DISCONNECTED
    assert fresh(pier).locked_token == ""
    assert not TokenLife.objects.filter(channel=pier).exists()


def test_a_refused_call_asks_for_a_new_token_before_anybody_is_bothered(pier: Channel) -> None:
    found = health.needs_attention(fresh(pier), reason="No.", by=REFUSAL)

    assert found.is_connected
    assert verbs(pier) == ["connected", "token_doubted", "token_renewed"]


def test_refused_calls_do_not_hurry_a_network_that_is_silent(sandbox: Sandbox, pier: Channel) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.RATE_LIMITED, call=Call.RENEW, seconds=600))
    with after(46):
        tasks.renew_tokens()
        asked_again_at = fresh(pier).token_life.due_at

        for _ in range(3):
            assert health.needs_attention(fresh(pier), reason="No.", by=REFUSAL).is_connected

        assert fresh(pier).token_life.due_at == asked_again_at
        assert asked_again_at - clock.now() >= timedelta(minutes=9)
    assert "token_doubted" not in verbs(pier)


def test_a_new_token_that_is_refused_too_is_the_network_s_word(pier: Channel) -> None:
    health.needs_attention(fresh(pier), reason="No.", by=REFUSAL)

    found = health.needs_attention(fresh(pier), reason="No, really.", by=REFUSAL)

    assert not found.is_connected
    assert fresh(pier).health_reason == "No, really."


def test_the_refusal_of_a_token_from_before_says_nothing_of_the_new_one(
    world: World, sandbox: Sandbox, pier: Channel
) -> None:
    old = fresh(pier)
    tokens.rotate(fresh(pier), by=WORKER)
    with after(46):
        renewals.renew(pier, by=WORKER)

    found = health.needs_attention(old, reason="No.", by=REFUSAL)

    assert found.is_connected
    assert verbs(pier)[-1] == "token_renewed"


def test_where_no_token_can_be_renewed_a_refusal_disconnects(world: World) -> None:
    found = health.needs_attention(world.channel("gallery"), reason="No.", by=REFUSAL)

    assert not found.is_connected


def test_keys_are_rotated_under_what_renews_a_token_too(pier: Channel) -> None:
    TokenLife.objects.filter(channel=pier).update(locked_refresh=fresh(pier).locked_token)
    before = TokenLife.objects.get(channel=pier).locked_refresh

    tokens.rotate(fresh(pier), by=WORKER)

    after_it = TokenLife.objects.get(channel=pier)
    assert after_it.locked_refresh != before
    assert after_it.token("").refresh == pier.account.token


def test_a_copied_installation_takes_no_token_from_the_one_that_it_is_a_copy_of(world, pier, sandbox) -> None:
    token = fresh(pier).locked_token
    installation.hold("This home is a copy.")

    with after(50):
        tasks.renew_tokens()

    assert fresh(pier).locked_token == token
