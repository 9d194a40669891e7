"""Ideas out of a mailbox on a real IMAP server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings

from tests.servers.mailbox import LOGIN, PASSWORD, MailServer
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.tests.pictures import png
from waypost.loop.listening import fetching
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.actions.idea_mail import Terms
from waypost.loop.listening.models import IdeaLetter, IdeaMailbox, IdeaPicture
from waypost.loop.listening.tests.factories import written
from waypost.loop.planning.models import Idea
from waypost.toolkit import http
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

MAIL = Actor.system("a mailbox")
pytestmark = [pytest.mark.server, pytest.mark.django_db]


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    found = MailServer()
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _open_the_guard(server: MailServer) -> Iterator[None]:
    """Only this server: none of the networks is needed here."""
    http.configure([server.address], "Waypost (test)")
    yield
    http.configure(settings.WAYPOST.allow_hosts, "Waypost (test)")


def terms(server: MailServer, **changed: str) -> Terms:
    said = {"address": LOGIN, "server": server.host, "login": LOGIN, **changed}
    return Terms(port=server.port, **said)


def chosen(world: World, server: MailServer) -> IdeaMailbox:
    owner = world.actor("owner")
    password, read_from = fetching.look_into(terms(server), Secret(PASSWORD), None)
    return idea_mail.connect(
        world.workspace, terms=terms(server), password=password, read_from=read_from, by=owner
    )


def test_a_member_s_letter_arrives_as_an_idea_and_lies_there_as_before(
    world: World, server: MailServer
) -> None:
    server.deliver(written(subject="Long ago"))
    mailbox = chosen(world, server)
    owner = world.person("owner")
    server.deliver(written(f"{owner.name} <{owner.email}>", "Oiling", "By hand: ü, 日本", pictures=(png(),)))
    server.deliver(written(subject="From outside"))

    fetching.fetch(mailbox, by=MAIL)

    idea = Idea.objects.get(workspace=world.workspace)
    assert (idea.title, idea.note) == ("Oiling", "By hand: ü, 日本")
    assert IdeaPicture.objects.get(idea=idea).media.file.read() == png()
    assert IdeaLetter.objects.get(state="waiting").title == "From outside"
    assert not any(b"Seen" in flags for flags in server.flags()), "nothing is marked as read"
    assert IdeaMailbox.objects.get().problem == ""


def test_what_was_read_is_not_read_again(world: World, server: MailServer) -> None:
    mailbox = chosen(world, server)
    server.deliver(written(subject="Once"))

    came = [fetching.fetch(mailbox, by=MAIL) for _time in range(2)]

    assert came == [1, 0]


@pytest.mark.parametrize(
    ("changed", "password", "said"),
    [
        ({}, "high tide", "does not let us in with this name and password"),
        ({"login": "nobody@tern.example"}, PASSWORD, "does not let us in with this name and password"),
        ({"folder": "Not there"}, PASSWORD, "There is no folder “Not there” in that mailbox"),
    ],
)
def test_what_the_server_refuses_is_said(
    server: MailServer, changed: dict[str, str], password: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        fetching.look_into(terms(server, **changed), Secret(password), None)


def test_a_server_of_this_network_is_not_asked_unless_it_is_allowed(server: MailServer) -> None:
    http.configure([], "Waypost (test)")

    with pytest.raises(Refusal, match="inside this network"):
        fetching.look_into(terms(server), Secret(PASSWORD), None)


def test_no_password_is_sent_under_a_certificate_that_nobody_vouches_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    false = MailServer(tmp_path_factory.mktemp("certificate"))
    http.configure([false.address], "Waypost (test)")

    try:
        with pytest.raises(Refusal, match="certificate is not valid for its name"):
            fetching.look_into(terms(false), Secret(PASSWORD), None)
    finally:
        false.stop()
