"""A server that speaks over a real socket, and the inbox in which it arrives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from tests.world import World
from waypost.loop.engagement import listener as listening
from waypost.loop.engagement.models import Message, OpenLine
from waypost.loop.engagement.tests.lines import OwnListener, elephant
from waypost.networks.mastodon.tests.fake import Ana, account_of
from waypost.networks.mastodon.tests.serving import Served, served
from waypost.toolkit import http
from waypost.toolkit.http import setting, shelf

PLENTY = 5.0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """An instance on a real socket, and a listener that looks up often."""
    monkeypatch.setattr(setting, "_setting", setting._setting)
    monkeypatch.setattr(listening, "NAP", 0.05)
    monkeypatch.setattr(listening, "GAP", 0.01)
    with served() as found:
        http.configure([found.instance.host], "Waypost (test)")
        yield found
    shelf.clear()


@pytest.fixture
def ana(world: World, server: Served) -> Ana:
    """Somebody who speaks to a channel of the world."""
    tern = server.instance.join("tern", "Tern & Tide")
    elephant(world, account_of(server.instance, tern))
    return Ana(server.instance, server.instance.join("ana", "Ana"), tern)


def fetches(server: Served) -> int:
    return sum(call.operation == "GET /api/v1/notifications" for call in server.instance.calls)


def listen_while(ear: OwnListener, story: Callable[[], None]) -> None:
    """Listen to the only line in this thread, while the story goes on in another that knows no database."""
    ear.look()
    (line,) = ear.begun
    ear.begun = []
    telling = threading.Thread(target=story)
    telling.start()
    ear.listen(line)
    telling.join(PLENTY)


def texts() -> list[str]:
    return list(Message.objects.order_by("at", "pk").values_list("text", flat=True))


def test_what_is_said_is_in_the_inbox_and_what_was_said_while_the_line_was_broken_too(
    server: Served, ana: Ana
) -> None:
    ear = OwnListener()

    def speaks_and_the_line_breaks() -> None:
        assert server.opened.acquire(timeout=PLENTY)
        while fetches(server) < 1:
            threading.Event().wait(0.01)
        ana.says(f"Hello {ana.mention}")
        while fetches(server) < 2:
            threading.Event().wait(0.01)
        server.cut_lines()

    listen_while(ear, speaks_and_the_line_breaks)

    assert texts() == ["Hello @tern"]
    assert OpenLine.objects.get().trouble == "The server hung up."

    ana.says(f"Are you there, {ana.mention}?")
    OpenLine.objects.update(next_try_at=OpenLine.objects.get().next_try_at.replace(year=2020))
    before = fetches(server)

    def says_no_more() -> None:
        assert server.opened.acquire(timeout=PLENTY)
        while fetches(server) == before:
            threading.Event().wait(0.01)
        ear._over.set()

    listen_while(ear, says_no_more)

    assert texts() == ["Hello @tern", "Are you there, @tern?"]
    assert OpenLine.objects.get().holder == ""
    assert server.ended.acquire(timeout=PLENTY)
