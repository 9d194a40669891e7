import json

import httpx
import pytest
from django.conf import settings

from waypost.foundation.processes.actions import installation
from waypost.foundation.processes.tests.factories import ago, sign
from waypost.interfaces.commands import checks
from waypost.interfaces.commands.main import main
from waypost.toolkit import http


@pytest.fixture
def found(world):
    return lambda: {finding.key: finding for finding in checks.findings()}


def test_processes_that_give_signs_are_well(found):
    for kind in ("web", "publisher", "worker"):
        sign(kind=kind)

    assert {found()[kind].state for kind in ("web", "publisher", "worker")} == {checks.State.GOOD}


def test_a_silent_publisher_is_said_with_what_stops_and_what_to_do(found):
    sign(kind="publisher", seen_at=ago(hours=2))

    finding = found()["publisher"]

    assert finding.state is checks.State.BAD
    assert "posts do not go out" in finding.sentence
    assert "make run" in finding.mend


def test_a_held_installation_is_said(found):
    installation.hold("A backup was restored.")

    assert found()["held"].sentence == "Nothing is published: A backup was restored."


def test_what_will_not_work_at_a_local_address_is_said(found):
    assert "phones" in found()["local-people"].sentence


def test_a_public_address_has_no_such_limits(found, monkeypatch):
    public = settings.WAYPOST.model_copy(update={"public_url": "https://waypost.example.org"})
    monkeypatch.setattr(settings, "WAYPOST", public)

    with http.wired(Outside()):
        assert "local-people" not in found()
        assert "https://waypost.example.org" in found()["address"].sentence


class Outside:
    """Our own address, as it is found from outside."""

    def __init__(self, status: int = 200, error: Exception | None = None) -> None:
        self.status, self.error = status, error
        self.asked: list[str] = []

    def connect(self, request: httpx.Request) -> None:
        if self.error is not None:
            raise self.error

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        self.asked.append(str(request.url))
        return httpx.Response(self.status, request=request)


@pytest.mark.parametrize(
    ("outside", "said"),
    [
        (Outside(), "whether it answers others, only they can tell"),
        (Outside(502), "answers this machine with 502"),
        (Outside(error=http.AddressRefused("private")), "is not a public address"),
        (Outside(error=http.NotSent("no such name")), "Nothing answers at"),
    ],
    ids=["well", "a proxy's page", "private", "nobody"],
)
def test_our_own_address_is_called_by_its_public_name(found, monkeypatch, outside, said):
    public = settings.WAYPOST.model_copy(update={"public_url": "https://waypost.example.org"})
    monkeypatch.setattr(settings, "WAYPOST", public)

    with http.wired(outside):
        finding = found()["answering"]

    assert said in finding.sentence
    assert (finding.state is checks.State.GOOD) == ("only they can tell" in said)
    assert set(outside.asked) <= {"https://waypost.example.org/health/live"}


def test_a_local_address_is_not_called(found):
    assert "answering" not in found()


def test_where_tracked_links_begin_is_shown(found, monkeypatch):
    short = settings.WAYPOST.model_copy(update={"link_url": "https://tern.link"})
    monkeypatch.setattr(settings, "WAYPOST", short)

    assert found()["links"].sentence == "Tracked links begin with https://tern.link/."


def test_hosts_that_may_be_fetched_are_shown(found, monkeypatch):
    opened = settings.WAYPOST.model_copy(update={"allow_hosts": ["192.168.1.5:11434"]})
    monkeypatch.setattr(settings, "WAYPOST", opened)

    assert "192.168.1.5:11434" in found()["allow-hosts"].sentence


def test_the_findings_as_json_say_whether_all_is_well(world, capsys):
    assert main(["doctor", "--json"]) == 1

    said = json.loads(capsys.readouterr().out)
    assert said["well"] is False
    assert {"key", "state", "sentence", "mend"} == set(said["findings"][0])


def test_the_owner_link_is_printed(db, capsys):
    assert main(["doctor", "--owner-link"]) == 0

    assert capsys.readouterr().out.startswith(f"{settings.WAYPOST.address}/welcome/")


def test_nothing_crosses_workspaces(world, capsys):
    assert main(["doctor", "--cross-workspace", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == []
