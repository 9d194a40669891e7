"""Connecting where servers read who we are at our own address: Bluesky by consent."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.world import World
from waypost.foundation.channels import tasks
from waypost.foundation.channels.actions import channels, consents
from waypost.foundation.channels.models import Application, Channel, TokenLife
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes.actions import installation
from waypost.networks.bluesky import measure, proofs, sessions
from waypost.networks.bluesky.tests.authority import ConsentingPds
from waypost.networks.bluesky.tests.fake import PASSWORD
from waypost.networks.bluesky.tests.pds import Member
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import Refusal

PAGE = "/tern/channels/connections/bluesky/"
RETURN = "/channels/return/"
DOCUMENT = "/channels/clients/bluesky.json"
HOME = "https://waypost.tide.pt"


@pytest.fixture(autouse=True)
def _reached_by_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with an address of its own."""
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"public_url": HOME}))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])


@pytest.fixture
def pds() -> Iterator[ConsentingPds]:
    found = ConsentingPds(documents=read)
    proofs.forget_all()
    sessions.close_all()
    with http.wired(found):
        yield found
    proofs.forget_all()


def read(address: str) -> dict[str, object] | None:
    """What the server reads at an address of ours, as anybody could."""
    assert address.startswith(HOME)
    answer = Client().get(urlsplit(address).path)
    return dict(json.loads(answer.content)) if answer.status_code == 200 else None


@pytest.fixture
def tern(pds: ConsentingPds) -> Member:
    return pds.join("tern.example", "Tern & Tide", PASSWORD)


def depart(client: Client, typed: str = "@tern.example", again: Channel | None = None, **headers: str) -> str:
    """Type a handle and give the address that the page leads to."""
    page = client.post(
        PAGE + (f"?channel={again.pk}" if again else ""), {"way": "oauth", "server": typed}, **headers
    )
    found = re.search(r'href="(https://pds-[^"]+/oauth/authorize[^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return html.unescape(found[1])


def come_back(client: Client, brought: dict[str, str], **headers: str) -> HttpResponse:
    return client.get(f"{RETURN}?{urlencode(brought)}", **headers)


def connected(world: World, pds: ConsentingPds, member: Member) -> Channel:
    client = world.client("manager")
    come_back(client, pds.consent(depart(client), member))
    return Channel.objects.get(network="bluesky")


def test_a_person_says_yes_on_their_server_and_the_account_is_connected(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    client = world.client("manager")

    answer = come_back(client, pds.consent(depart(client), tern))

    channel = Channel.objects.get(network="bluesky")
    assert answer["Location"] == f"/tern/channels/{channel.pk}/"
    assert (channel.handle, channel.name, channel.server) == ("tern.example", "Tern & Tide", pds.address)
    assert measure.account(channel.account)


def test_the_page_offers_consent_first_and_the_app_password_beside(world: World) -> None:
    page = world.client("manager").get(PAGE).content.decode()

    assert page.index("By saying yes there") < page.index("With an app password")
    assert page.count("button-primary") == 1
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))


def test_the_person_reads_what_they_will_be_asked_for(world: World, pds: ConsentingPds, tern: Member) -> None:
    page = world.client("manager").post(PAGE, {"way": "oauth", "server": "@tern.example"}).content.decode()

    assert "direct messages too" in page


def test_a_handle_of_nobody_is_said_at_its_field(world: World, pds: ConsentingPds) -> None:
    answer = world.client("manager").post(PAGE, {"way": "oauth", "server": "@gull.example"})

    assert "Nobody on Bluesky is called @gull.example" in answer.context["form"].errors["server"][0]


def test_nothing_is_said_of_us_before_somebody_sets_out(world: World) -> None:
    assert Client().get(DOCUMENT).status_code == 404
    assert Client().get("/channels/clients/mastodon.json").status_code == 404
    assert Client().get("/channels/clients/nowhere.json").status_code == 404


def test_what_we_say_of_ourselves_holds_no_secret(world: World, pds: ConsentingPds, tern: Member) -> None:
    depart(world.client("manager"))

    said = Client().get(DOCUMENT)

    secret = Application.objects.get().known_as.client_secret
    assert said["Content-Type"] == "application/json"
    assert said.json()["client_id"] == f"{HOME}{DOCUMENT}"
    assert secret not in said.content.decode()
    assert set(said.json()["jwks"]["keys"][0]) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_we_stay_the_same_however_many_set_out(world: World, pds: ConsentingPds, tern: Member) -> None:
    depart(world.client("manager"))
    with clock.frozen_at(clock.now() + timedelta(days=40)):
        depart(world.client("owner"))

    assert Application.objects.count() == 1


def test_the_secrets_of_a_way_lie_nowhere_in_the_clear(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    client = world.client("manager")
    brought = pds.consent(depart(client), tern)
    (way,) = client.session["consents"]
    secret = settings.WAYPOST.vault.unlock(way["locked_secret"]).reveal()

    come_back(client, brought)

    channel = Channel.objects.get(network="bluesky")
    kept = [way["locked_secret"], channel.locked_token, channel.token_life.locked_refresh]
    assert secret in channel.account.token
    assert not any(word in text for text in kept for word in (secret, "at-", "ref-"))


def test_whoever_is_sent_back_by_another_server_connects_nothing(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    client = world.client("manager")
    brought = pds.consent(depart(client), tern)

    answer = come_back(client, brought | {"iss": "https://thief.example"})

    assert "Somebody else sent you back" in answer.content.decode()
    assert not Channel.objects.filter(network="bluesky").exists()


def test_consent_takes_the_place_of_an_app_password_and_the_other_way_round(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    client, typed = (
        world.client("manager"),
        {"way": "app_password", "handle": "tern.example", "token": PASSWORD},
    )
    client.post(PAGE, typed | {"server": pds.address})
    channel = Channel.objects.get(network="bluesky")
    assert not TokenLife.objects.filter(channel=channel).exists()

    come_back(client, pds.consent(depart(client, channel.handle, again=channel), tern))
    assert TokenLife.objects.get(channel=channel).is_renewed
    client.post(f"{PAGE}?channel={channel.pk}", typed | {"server": pds.address})

    channel.refresh_from_db()
    assert channel.account.token == PASSWORD
    assert not TokenLife.objects.filter(channel=channel).exists()


def test_connecting_again_knows_the_handle(world: World, pds: ConsentingPds, tern: Member) -> None:
    channel = connected(world, pds, tern)

    form = world.client("manager").get(f"{PAGE}?channel={channel.pk}").context["form"]

    assert form["server"].value() == "tern.example"


def test_another_account_does_not_revive_a_channel(world: World, pds: ConsentingPds, tern: Member) -> None:
    channel, client = connected(world, pds, tern), world.client("manager")
    gull = pds.join("gull.example", "Gull", "theirs")

    answer = come_back(client, pds.consent(depart(client, pds.address, again=channel), gull))

    assert "You are signed in there as gull.example, not as tern.example" in answer.content.decode()
    assert Channel.objects.filter(network="bluesky").count() == 1


# What follows


def test_a_token_is_renewed_ahead_and_its_refresh_token_is_used_once(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    channel = connected(world, pds, tern)
    before = channel.account.token

    for minutes in (46, 47, 92, 93):
        with clock.frozen_at(clock.now() + timedelta(minutes=minutes)):
            tasks.renew_tokens()

    channel.refresh_from_db()
    assert channel.is_connected
    assert channel.account.token != before
    assert len(pds.pairs) == 3
    with clock.frozen_at(clock.now() + timedelta(minutes=94)):
        assert measure.account(channel.account)


def test_keys_are_rotated_under_what_proves_who_we_are(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    channel = connected(world, pds, tern)
    before, by = Application.objects.get(), Actor.system("a test")

    consents.rotate(before, by=by)

    after = Application.objects.get()
    assert after.locked_secret != before.locked_secret
    assert after.known_as == before.known_as
    with pytest.raises(Refusal):
        consents.rotate(before, by=world.actor("owner"))
    with clock.frozen_at(clock.now() + timedelta(minutes=46)):
        tasks.renew_tokens()
    assert Channel.objects.get(pk=channel.pk).token_epoch == channel.token_epoch + 1


def test_disconnecting_takes_the_sign_in_back(world: World, pds: ConsentingPds, tern: Member) -> None:
    channel = connected(world, pds, tern)
    account = channel.account

    channels.disconnect(channel, by=world.actor("manager"))

    assert pds.pairs == []
    assert "POST" in pds.heard[-1]
    with pytest.raises(Exception, match="does not let this account in"):
        measure.account(account)


def test_a_server_that_is_away_does_not_keep_a_channel_connected(
    world: World,
    pds: ConsentingPds,
    tern: Member,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    channel = connected(world, pds, tern)
    token = channel.account.token

    def away(request: object) -> None:
        raise http.NotSent("nobody listens")

    monkeypatch.setattr(pds, "connect", away)

    found = channels.disconnect(channel, by=world.actor("manager"))

    assert (found.health, found.locked_token) == (Channel.Health.DISCONNECTED, "")
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "token.not_taken_back"
    ]
    assert token not in caplog.text


def test_a_copied_installation_takes_nothing_back(world: World, pds: ConsentingPds, tern: Member) -> None:
    channel = connected(world, pds, tern)
    installation.hold("This home is a copy.")

    channels.disconnect(channel, by=world.actor("manager"))

    assert len(pds.pairs) == 1


# On one's own machine


@pytest.fixture
def _own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"public_url": ""}))


@pytest.mark.usefixtures("_own_machine")
def test_whoever_sets_out_at_the_name_of_their_machine_comes_back_to_it(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    client, at = world.client("manager"), {"HTTP_HOST": "localhost:8000", "SERVER_PORT": "8000"}
    brought = pds.consent(depart(client, **at), tern)

    sent_on = Client().get(f"{RETURN}?{urlencode(brought)}", HTTP_HOST="127.0.0.1:8000")

    assert sent_on["Location"] == f"http://localhost:8000{RETURN}?{urlencode(brought)}"
    come_back(client, brought, **at)
    assert Channel.objects.get(network="bluesky").handle == "tern.example"


@pytest.mark.usefixtures("_own_machine")
def test_where_no_server_could_read_us_the_other_way_is_named(
    world: World, pds: ConsentingPds, tern: Member
) -> None:
    answer = world.client("manager").post(
        PAGE, {"way": "oauth", "server": "@tern.example"}, HTTP_HOST="waypost.lan:8000"
    )

    (said,) = answer.context["form"].errors["server"]
    assert "WAYPOST_PUBLIC_URL" in said
    assert "app password" in said


def test_a_journey_of_before_is_still_read() -> None:
    known = consents.Journey(
        1, "tern", "mastodon", "https://a.example", "https://b.example", "s", "v", "2026-01-01"
    )

    assert replace(known).consent().secret == ""
