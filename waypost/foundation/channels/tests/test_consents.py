"""Connecting where a person consents on their own server."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
from django.http import HttpResponse
from django.test import Client

from tests.world import World
from waypost.foundation.channels import tasks
from waypost.foundation.channels.models import Application, Channel, TokenLife
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.models import Member as Membership
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.toolkit import clock, http

PAGE = "/tern/channels/connections/mastodon/"
RETURN = "/channels/return/"


@pytest.fixture
def instance() -> Iterator[Instance]:
    found = Instance("tide.example")
    with http.wired(found):
        yield found


@pytest.fixture
def tern(instance: Instance) -> Member:
    return instance.join("tern", "Tern & Tide")


def depart(client: Client, typed: str = "tide.example", again: Channel | None = None) -> dict[str, str]:
    """Type a server and follow the link; gives what the server is asked."""
    page = client.post(PAGE + (f"?channel={again.pk}" if again else ""), {"server": typed})
    found = re.search(r'href="(https://tide\.example/oauth/authorize[^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return dict(parse_qsl(urlsplit(html.unescape(found[1])).query))


def come_back(client: Client, brought: dict[str, str]) -> HttpResponse:
    return client.get(f"{RETURN}?{urlencode(brought)}")


def connected(world: World, instance: Instance, member: Member) -> Channel:
    client = world.client("manager")
    come_back(client, instance.consent(depart(client), member))
    return Channel.objects.get(network="mastodon", handle=f"{member.username}@tide.example")


@pytest.mark.parametrize("typed", ["tide.example", "@tern@tide.example", "https://tide.example/@tern"])
def test_a_person_consents_on_their_server_and_the_account_is_connected(
    world: World, instance: Instance, tern: Member, typed: str
) -> None:
    client = world.client("manager")

    answer = come_back(client, instance.consent(depart(client, typed), tern))

    channel = Channel.objects.get(network="mastodon")
    assert answer["Location"] == f"/tern/channels/{channel.pk}/"
    assert (channel.handle, channel.name, channel.server) == (
        "tern@tide.example", "Tern & Tide", "https://tide.example",
    )  # fmt: skip
    assert channel.account.token in instance.tokens


def test_the_form_asks_for_nothing_but_the_server(world: World) -> None:
    form = world.client("manager").get(PAGE).context["form"]

    assert list(form.fields) == ["server"]
    assert form["server"].value() == "https://mastodon.social"


def test_the_way_there_asks_for_no_more_than_is_needed_and_proves_who_comes_back(
    world: World, instance: Instance, tern: Member
) -> None:
    asked = depart(world.client("manager"))

    assert asked["redirect_uri"] == f"http://testserver{RETURN}"
    assert set(asked["scope"].split()) == {
        "read:accounts", "read:statuses", "read:notifications", "write:statuses", "write:media",
    }  # fmt: skip
    assert len(asked["code_challenge"]) == 43
    assert "force_login" not in asked


def test_a_server_is_introduced_once_and_its_secret_is_encrypted(
    world: World, instance: Instance, tern: Member
) -> None:
    depart(world.client("manager"))
    depart(world.client("owner"))

    application = Application.objects.get()
    secret = instance.applications[application.client_id]["client_secret"]
    assert len(instance.applications) == 1
    assert secret not in application.locked_secret
    assert application.known_as.client_secret == secret


def test_a_server_that_may_have_forgotten_us_is_told_anew(
    world: World, instance: Instance, tern: Member
) -> None:
    with clock.frozen_at(clock.now() - timedelta(hours=13)):
        depart(world.client("manager"))

    depart(world.client("manager"))

    assert len(instance.applications) == 2
    assert Application.objects.count() == 1


def test_two_accounts_of_one_server_are_two_channels(world: World, instance: Instance, tern: Member) -> None:
    connected(world, instance, tern)
    gull, client = instance.join("gull", "Gull"), world.client("manager")

    asked = depart(client)
    come_back(client, instance.consent(asked, gull))

    assert asked["force_login"] == "true"
    assert set(Channel.objects.filter(network="mastodon").values_list("name", flat=True)) == {
        "Tern & Tide",
        "Gull",
    }


# Wrong turns


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("my server", "“my server” is not a server"),
        ("@tern", "“@tern” is not a server"),
        ("away.example", "cannot be reached now"),
        ("", "required"),
    ],
)
def test_what_is_typed_wrong_is_said_at_once(
    world: World, instance: Instance, typed: str, sentence: str
) -> None:
    answer = world.client("manager").post(PAGE, {"server": typed})

    assert sentence in html.unescape(answer.content.decode())


def test_a_server_that_speaks_another_language_is_said_so(world: World, instance: Instance) -> None:
    instance.answer = lambda request, deadline: http_page(request)  # type: ignore[method-assign]

    answer = world.client("manager").post(PAGE, {"server": "tide.example"})

    assert "does not speak Mastodon" in answer.context["form"].errors["server"][0]


def http_page(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, text="<h1>A blog</h1>", request=request)


def test_whoever_says_no_connects_nothing_and_reads_that(
    world: World, instance: Instance, tern: Member
) -> None:
    instance.refuses_consent, client = True, world.client("manager")

    answer = come_back(client, instance.consent(depart(client), tern))

    assert answer.status_code == 422
    assert b"did not let Waypost in on tide.example" in answer.content
    assert not Channel.objects.filter(network="mastodon").exists()


def test_a_way_back_is_used_once(world: World, instance: Instance, tern: Member) -> None:
    client = world.client("manager")
    brought = instance.consent(depart(client), tern)
    come_back(client, brought)

    answer = come_back(client, brought)

    assert answer.status_code == 422
    assert b"you came back on it before" in answer.content


def test_a_way_back_closes_after_half_an_hour(world: World, instance: Instance, tern: Member) -> None:
    client = world.client("manager")
    with clock.frozen_at(clock.now() - timedelta(minutes=31)):
        brought = instance.consent(depart(client), tern)

    assert b"longer than half an hour" in come_back(client, brought).content


def test_a_code_that_was_used_already_is_said_so(world: World, instance: Instance, tern: Member) -> None:
    client = world.client("manager")
    brought = instance.consent(depart(client), tern)
    instance.codes.clear()

    answer = come_back(client, brought)

    assert "That way to the server is used up" in answer.content.decode()
    assert not Channel.objects.filter(network="mastodon").exists()


@pytest.mark.parametrize("role", ["owner", "outsider", "neighbour"])
def test_a_way_belongs_to_who_set_out_on_it(
    world: World, instance: Instance, tern: Member, role: str
) -> None:
    brought = instance.consent(depart(world.client("manager")), tern)

    answer = come_back(world.client(role), brought)

    assert answer.status_code == 422
    assert brought["code"] in instance.codes


def test_whoever_lost_the_right_meanwhile_connects_nothing(
    world: World, instance: Instance, tern: Member
) -> None:
    client = world.client("manager")
    brought = instance.consent(depart(client), tern)
    Membership.objects.filter(person=world.person("manager")).delete()

    assert come_back(client, brought).status_code == 404
    assert not Channel.objects.filter(network="mastodon").exists()


def test_somebody_who_is_not_signed_in_is_asked_to(world: World) -> None:
    assert "/accounts/login/" in Client().get(f"{RETURN}?code=1&state=2")["Location"]


def test_another_account_does_not_revive_a_channel(world: World, instance: Instance, tern: Member) -> None:
    channel, client = connected(world, instance, tern), world.client("manager")
    gull = instance.join("gull", "Gull")

    answer = come_back(client, instance.consent(depart(client, again=channel), gull))

    assert "You are signed in there as gull@tide.example, not as tern@tide.example" in answer.content.decode()
    assert Channel.objects.filter(network="mastodon").count() == 1


def test_connecting_again_revives_the_channel_with_a_new_token(
    world: World, instance: Instance, tern: Member
) -> None:
    channel, client = connected(world, instance, tern), world.client("manager")
    before = channel.account.token

    come_back(client, instance.consent(depart(client, again=channel), tern))

    channel.refresh_from_db()
    assert channel.account.token != before
    assert channel.is_connected


# Terms


def test_a_channel_keeps_the_terms_of_its_server(world: World, instance: Instance, tern: Member) -> None:
    instance.limits["statuses"] |= {"max_characters": 5000, "max_media_attachments": 6}

    channel = connected(world, instance, tern)

    assert (channel.card.text_limit, channel.card.media.images_max) == (5000, 6)
    assert channel.count("a" * 5001).over == 1
    assert channel.count("https://tide.pt/a/long/address").length == 23
    page = world.client("viewer").get(f"/tern/channels/{channel.pk}/").content.decode()
    assert 'value="5000"' in page


def test_a_content_warning_counts_with_the_text(world: World, instance: Instance, tern: Member) -> None:
    channel = connected(world, instance, tern)

    assert channel.count("Tide", {"content_warning": "Fish", "visibility": "public"}).length == 8


def test_terms_are_asked_again_every_day(world: World, instance: Instance, tern: Member) -> None:
    channel = connected(world, instance, tern)
    instance.limits["statuses"]["max_characters"] = 1000

    tasks.refresh_terms()
    tasks.refresh_terms()

    channel.refresh_from_db()
    assert channel.card.text_limit == 1000
    assert Entry.objects.filter(verb="channel.terms_changed").count() == 1


def test_a_server_that_is_away_leaves_the_terms_as_they_were(
    world: World, instance: Instance, tern: Member
) -> None:
    channel = connected(world, instance, tern)
    instance.host = "elsewhere.example"

    tasks.refresh_terms()

    channel.refresh_from_db()
    assert channel.card.text_limit == 500


def test_a_token_that_ends_is_renewed_by_the_names_it_was_given_to(
    world: World, instance: Instance, tern: Member
) -> None:
    instance.tokens_last = 3600
    channel = connected(world, instance, tern)
    life, before = TokenLife.objects.get(channel=channel), channel.account.token
    assert "refresh-" not in life.locked_refresh
    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        depart(world.client("manager"))  # by now the server calls us by other names

    with clock.frozen_at(clock.now() + timedelta(minutes=46)):
        tasks.renew_tokens()

    channel.refresh_from_db()
    assert channel.account.token != before
    assert channel.account.token in instance.tokens
    assert TokenLife.objects.get(channel=channel).token("").refresh in instance.renewals


def test_a_refresh_token_is_used_once_however_often_the_round_comes(
    world: World, instance: Instance, tern: Member
) -> None:
    instance.tokens_last = 3600
    channel = connected(world, instance, tern)

    for minutes in (46, 47, 92, 93, 140):
        with clock.frozen_at(clock.now() + timedelta(minutes=minutes)):
            tasks.renew_tokens()

    channel.refresh_from_db()
    assert channel.is_connected
    assert len(instance.renewals) == 1
