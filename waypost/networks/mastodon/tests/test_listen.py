"""The line of an account's notifications, over a wire and over a real socket."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from waypost.networks.contract import Account, Disconnected, Outgoing, Rejected, TryLater
from waypost.networks.mastodon import listen, publish
from waypost.networks.mastodon.listen import Events, open_line
from waypost.networks.mastodon.tests.fake import Ana, account_of
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.serving import Served, served
from waypost.networks.tests.fakes import Troubled, ready
from waypost.toolkit import http
from waypost.toolkit.http import setting, shelf

PLENTY = 5.0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """An instance on a real socket, with the guard opened for it alone."""
    monkeypatch.setattr(setting, "_setting", setting._setting)
    with served() as found:
        http.configure([found.instance.host], "Waypost (test)")
        yield found
    shelf.clear()


@pytest.fixture
def there(server: Served) -> tuple[Account, Ana]:
    """Our account on that server, and somebody else."""
    tern = server.instance.join("tern", "Tern & Tide")
    return account_of(server.instance, tern), Ana(server.instance, server.instance.join("ana", "Ana"), tern)


# On a real socket


def test_who_speaks_to_us_is_heard_at_once(server: Served, there: tuple[Account, Ana]) -> None:
    account, ana = there
    line = open_line(account)
    assert server.opened.acquire(timeout=PLENTY)
    assert not line.wait(0.05)

    ana.says(f"Hello {ana.mention}")

    assert line.wait(PLENTY)
    assert not line.wait(0.05)
    line.close()
    assert server.ended.acquire(timeout=PLENTY)


def test_a_server_that_hangs_up_is_noticed_and_takes_a_new_line(
    server: Served, there: tuple[Account, Ana]
) -> None:
    account, ana = there
    line = open_line(account)
    assert server.opened.acquire(timeout=PLENTY)
    server.cut_lines()

    with pytest.raises(TryLater, match="hung up"):
        line.wait(PLENTY)

    again = open_line(account)
    assert server.opened.acquire(timeout=PLENTY)
    ana.says(f"Hello {ana.mention}")
    assert again.wait(PLENTY)
    again.close()


def test_a_token_that_is_no_good_opens_no_line(server: Served, there: tuple[Account, Ana]) -> None:
    account, _ana = there
    server.instance.tokens.clear()

    with pytest.raises(Disconnected):
        open_line(account)


def test_a_post_goes_out_over_the_same_server(server: Served, there: tuple[Account, Ana]) -> None:
    account, _ana = there

    ready(publish, account, Outgoing(text="The tide turns at six.", key="k1")).send(PLENTY)

    assert [post.text for post in server.instance.posts.values()] == ["The tide turns at six."]


# Over a wire


def test_older_servers_say_it_in_their_older_document(instance: Instance, account: Account, ana: Ana) -> None:
    instance.has_second_document = False
    ana.says(f"Hello {ana.mention}")

    assert open_line(account).wait(1)


@pytest.mark.parametrize("where", ["ws://plain.example", "ftp://plain.example", "wss://", "nowhere"])
def test_a_token_goes_to_no_place_that_is_less_safe_or_none(
    instance: Instance, account: Account, where: str
) -> None:
    instance.speaks_at = where

    with pytest.raises(Rejected):
        open_line(account)

    assert not [call for call in instance.calls if "streaming" in call.operation]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, Rejected),
        (426, Rejected),
        (403, Rejected),
        (429, TryLater),
        (503, TryLater),
        (401, Disconnected),
    ],
)
def test_what_the_server_answers_says_when_to_try_again(
    instance: Instance, account: Account, status: int, error: type[Exception]
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "streaming" in request.url.path:
            return httpx.Response(status, json={"error": "No"}, request=request)
        return instance.answer(request, http.Deadline(5))

    with http.wired(Troubled(instance, instead=answer)), pytest.raises(error):
        open_line(account)


def test_a_page_is_no_line(instance: Instance, account: Account) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "streaming" in request.url.path:
            return httpx.Response(200, html="<h1>Streaming</h1>", request=request)
        return instance.answer(request, http.Deadline(5))

    with http.wired(Troubled(instance, instead=answer)), pytest.raises(Rejected):
        open_line(account)


def test_a_server_that_is_silent_for_long_is_given_up(
    monkeypatch: pytest.MonkeyPatch, server: Served, there: tuple[Account, Ana]
) -> None:
    line = open_line(there[0])
    monkeypatch.setattr(listen, "_SILENCE_SECONDS", -1)

    with pytest.raises(TryLater, match="silent"):
        line.wait(0.05)


# Events


def said(kind: str, **more: str) -> bytes:
    return f"event: notification\ndata: {json.dumps({'type': kind, **more})}\n\n".encode()


def heard(*pieces: bytes) -> list[tuple[str, str]]:
    events = Events()
    return [event for piece in pieces for event in events.of(piece)]


def test_events_are_whole_however_they_are_cut() -> None:
    whole = b":)\r\nevent: notification\r\ndata: one\r\ndata: two \xc3\xa9\r\n\r\n:thump\n\ndata:three\n\n"
    wanted = [("notification", "one\ntwo é"), ("message", "three")]

    assert heard(whole) == wanted
    assert heard(*(whole[at : at + 1] for at in range(len(whole)))) == wanted


def test_an_event_that_never_ends_is_no_reason_to_run_out_of_memory() -> None:
    with pytest.raises(TryLater, match="without end"):
        heard(*[b"data: " + b"x" * 100_000 + b"\n"] * 11)


@pytest.mark.parametrize(
    ("spoken", "is_for_us"),
    [
        (said("mention"), True),
        (said("favourite"), False),
        (b"event: update\ndata: {}\n\n", False),
        (b"event: notification\ndata: {cut off\n\n", True),
    ],
)
def test_only_words_to_us_are_worth_a_look(
    instance: Instance, account: Account, spoken: bytes, is_for_us: bool
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if "streaming" in request.url.path:
            kind = {"content-type": "text/event-stream; charset=utf-8"}
            return httpx.Response(200, headers=kind, content=spoken, request=request)
        return instance.answer(request, http.Deadline(5))

    with http.wired(Troubled(instance, instead=answer)):
        line = open_line(account)
    if is_for_us:
        assert line.wait(1)
    else:
        with pytest.raises(TryLater, match="hung up"):
            line.wait(1)
