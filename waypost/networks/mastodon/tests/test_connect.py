"""Connecting by consent, and the terms of servers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from waypost.networks.contract import (
    UNKNOWN_SERVER,
    Account,
    Application,
    Consent,
    Disconnected,
    Rejected,
    Terms,
    Token,
    TryLater,
)
from waypost.networks.mastodon import connect
from waypost.networks.mastodon.card import CARD
from waypost.networks.mastodon.tests.checking import checked
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Member
from waypost.networks.tests.fakes import Troubled, answering
from waypost.toolkit import clock, http

BACK = "https://waypost.example/channels/return/"
CONSENT = Consent(redirect_uri=BACK, state="s1", verifier="v" * 43)


def code_for(instance: Instance, application: Application, member: Member, *, anew: bool = False) -> str:
    url = connect.consent_url(instance.address, application, CONSENT, anew=anew)
    assert checked(httpx.Request("GET", url)).operation == "GET /oauth/authorize"
    asked = dict(parse_qsl(urlsplit(url).query))
    assert ("force_login" in asked) == anew
    return instance.consent(asked, member)["code"]


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.social", "https://mastodon.social"),
        (" Mastodon.Social. ", "https://mastodon.social"),
        ("@tern@tide.example", "https://tide.example"),
        ("tern@tide.example", "https://tide.example"),
        ("https://tide.example", "https://tide.example"),
        ("https://tide.example/@tern", "https://tide.example"),
        ("HTTPS://Tide.Example/home?x=1", "https://tide.example"),
        ("tide.example/@tern", "https://tide.example"),
        ("\u202atide.example\u202c", "https://tide.example"),
        ("tide.example:8443", "https://tide.example:8443"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("tüde.example", "https://tüde.example"),
    ],
)
def test_a_server_is_understood_as_people_write_it(typed: str, server: str) -> None:
    assert connect.server_of(typed) == server


@pytest.mark.parametrize(
    "typed", ["", "@tern", "mastodon", "my server", "ftp://tide.example", "https://", "@"]
)
def test_what_is_no_server_is_told_so(typed: str) -> None:
    with pytest.raises(Rejected, match="is not a server") as caught:
        connect.server_of(typed)

    assert caught.value.code == UNKNOWN_SERVER


@pytest.mark.parametrize("anew", [False, True])
def test_consent_leads_to_a_token_of_its_person(instance: Instance, tern: Member, anew: bool) -> None:
    application = connect.register(instance.address, BACK)
    code = code_for(instance, application, tern, anew=anew)

    token = connect.token_for(instance.address, application, CONSENT, code)

    account = Account(remote_id="", handle="", server=instance.address, token=token.access)
    assert connect.verify(account).remote_id == f"{tern.id}@{instance.host}"
    assert connect.verify(account).name == "Tern & Tide"


def test_a_code_is_good_once_and_only_with_what_we_alone_know(instance: Instance, tern: Member) -> None:
    application = connect.register(instance.address, BACK)
    code = code_for(instance, application, tern)
    connect.token_for(instance.address, application, CONSENT, code)

    with pytest.raises(Rejected, match="used up"):
        connect.token_for(instance.address, application, CONSENT, code)
    again, other = code_for(instance, application, tern), replace(CONSENT, verifier="w" * 43)
    with pytest.raises(Rejected, match="used up"):
        connect.token_for(instance.address, application, other, again)


def test_a_server_that_wants_its_addresses_otherwise_is_asked_otherwise() -> None:
    asked = []

    def old(request: httpx.Request) -> httpx.Response:
        asked.append(request.read())
        said = {"client_id": "1", "client_secret": "2"} if b"[" not in asked[-1] else {"error": "no list"}
        return httpx.Response(200 if "client_id" in said else 422, json=said, request=request)

    with http.wired(Troubled(Instance("old.example"), instead=old)):
        assert connect.register("https://old.example", BACK).client_id == "1"
    assert len(asked) == 2


@pytest.mark.parametrize("trouble", [answering(404, "<h1>Not here</h1>"), answering(200, "<h1>A blog</h1>")])
def test_a_page_that_is_no_such_server_is_told_so(trouble: object) -> None:
    with http.wired(Troubled(Instance("blog.example"), instead=trouble)), pytest.raises(Rejected) as caught:
        connect.register("https://blog.example", BACK)

    assert caught.value.code == UNKNOWN_SERVER
    assert "blog.example does not speak" in caught.value.reason


def test_a_server_that_is_away_is_tried_later(instance: Instance) -> None:
    with pytest.raises(TryLater):
        connect.register("https://away.example", BACK)


def test_a_token_for_less_than_we_need_connects_nobody(
    instance: Instance, tern: Member, account: Account
) -> None:
    with pytest.raises(Disconnected):
        connect.verify(replace(account, token=instance.token(tern, "push")))


def test_a_secret_never_shows(instance: Instance) -> None:
    application = connect.register(instance.address, BACK)

    assert application.client_secret not in repr(application)
    assert CONSENT.verifier not in repr(CONSENT)


# Renewal


def granted(instance: Instance, tern: Member, application: Application) -> Token:
    return connect.token_for(instance.address, application, CONSENT, code_for(instance, application, tern))


def test_mastodon_s_own_tokens_do_not_end(instance: Instance, tern: Member) -> None:
    found = granted(instance, tern, connect.register(instance.address, BACK))

    assert (found.ends_at, found.renews) == (None, False)


def test_a_server_whose_tokens_end_gives_new_ones(instance: Instance, tern: Member, account: Account) -> None:
    instance.tokens_last = 3600
    application = connect.register(instance.address, BACK)
    with clock.frozen_at(clock.now()):
        first = granted(instance, tern, application)
        second = connect.renew(account, first, application)
        assert first.ends_at == second.ends_at == clock.now() + timedelta(hours=1)

    assert first.renews
    assert second.renews
    assert second.access != first.access
    assert connect.verify(replace(account, token=second.access)).remote_id == account.remote_id


def test_a_refresh_token_that_was_used_is_refused(instance: Instance, tern: Member, account: Account) -> None:
    instance.tokens_last = 3600
    application = connect.register(instance.address, BACK)
    first = granted(instance, tern, application)
    connect.renew(account, first, application)

    with pytest.raises(Rejected):
        connect.renew(account, first, application)


def test_a_server_that_gives_no_new_refresh_token_takes_the_old_one_again(
    instance: Instance, tern: Member, account: Account
) -> None:
    application = connect.register(instance.address, BACK)
    said = '{"access_token": "new", "token_type": "Bearer", "expires_in": 60}'
    token = Token(access="old", refresh="kept", renews=True)
    with http.wired(Troubled(instance, instead=answering(200, said))):
        found = connect.renew(account, token, application)

    assert (found.access, found.refresh, found.renews) == ("new", "kept", True)


def test_nothing_is_asked_where_there_is_nothing_to_renew_with(account: Account) -> None:
    with pytest.raises(Rejected):
        connect.renew(account, connect.token_of(account), None)


# Terms


def test_a_server_says_its_limits(instance: Instance, account: Account) -> None:
    instance.limits["statuses"] = {"max_characters": 5000, "max_media_attachments": 8}

    found = connect.terms(account)

    assert (found.text_limit, found.images_max, found.link_length) == (5000, 8, None)
    assert (found.poll_answers_max, found.poll_seconds_max, found.alt_limit) == (4, 2_629_746, 1500)
    assert (found.image_bytes, found.image_pixels) == (16_777_216, 33_177_600)


def test_an_older_server_says_them_in_its_older_document(instance: Instance, account: Account) -> None:
    instance.has_second_document = False

    assert connect.terms(account).text_limit == 500


def test_a_server_says_its_limit_in_its_own_word(account: Account, instance: Instance) -> None:
    with http.wired(Troubled(instance, instead=answering(200, '{"max_toot_chars": 3000}'))):
        assert connect.terms(account) == Terms(text_limit=3000)


@pytest.mark.parametrize("said", ['{"configuration": {"statuses": {"max_characters": 0}}}', "{}"])
def test_what_cannot_be_a_limit_is_none(account: Account, instance: Instance, said: str) -> None:
    with http.wired(Troubled(instance, instead=answering(200, said))):
        assert connect.terms(account) == Terms()


def test_a_server_s_own_limits_of_videos_count(account: Account, instance: Instance) -> None:
    instance.limits["media_attachments"] |= {
        "video_size_limit": 41_943_040,
        "video_matrix_limit": 2_304_000,
        "video_frame_rate_limit": 60,
    }

    media = CARD.under(connect.terms(account)).media

    assert (media.video_bytes, media.video_side, media.video_frames) == (41_943_040, 1517, 60)


def test_terms_survive_being_kept(account: Account) -> None:
    found = connect.terms(account)

    assert Terms.of(found.said()) == found
    assert Terms.of({"text_limit": 700, "of_a_later_release": 3}) == Terms(text_limit=700)
