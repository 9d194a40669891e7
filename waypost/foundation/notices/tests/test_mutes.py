import pytest
from django.core import mail as outgoing

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices import tasks as timetable
from waypost.foundation.notices import turning_off
from waypost.foundation.notices.actions import mutes, tell
from waypost.foundation.notices.domain.kinds import DIGEST
from waypost.foundation.notices.models import Mute, Notice
from waypost.toolkit.refusal import NotAllowed, Refusal

SWEEP = Actor.system("the sweep")


def told(world: World, kind: str = DIGEST) -> list[Notice]:
    return tell(
        world.workspace,
        kind=kind,
        sentence="Last week: 3 posts",
        more=["Gallery had 1 of 3 posts", "Every slot has a post"],
        href="/tern/results/plan/",
        who_may="results.see",
        only=world.person("manager").pk,
        by_mail=True,
        by=SWEEP,
    )


def off_address(world: World) -> str:
    return "/" + turning_off.address_of(told(world)[0]).split("/", 3)[3]


def test_what_is_said_at_length_is_mailed_with_the_way_to_turn_it_off(world: World) -> None:
    told(world)

    timetable.mail_due()

    [letter] = outgoing.outbox
    assert "- Gallery had 1 of 3 posts\n- Every slot has a post" in letter.body
    assert "/tern/results/plan/" in letter.body
    assert "Turn this off: http" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_what_waits_for_somebody_cannot_be_turned_off(world: World) -> None:
    told(world, kind="hold")

    timetable.mail_due()

    assert "Turn this off" not in outgoing.outbox[0].body
    assert outgoing.outbox[0].extra_headers == {}
    manager = world.person("manager")
    with pytest.raises(Refusal, match="cannot be turned off"):
        mutes.mute(world.workspace, person=manager, kind="hold", by=world.actor("manager"))


def test_whoever_turned_it_off_is_told_no_more_of_it(world: World) -> None:
    mutes.mute(world.workspace, person=world.person("manager"), kind=DIGEST, by=world.actor("manager"))

    assert told(world) == []
    assert len(told(world, kind="hold")) == 1

    mutes.unmute(world.workspace, person=world.person("manager"), kind=DIGEST, by=world.actor("manager"))
    assert len(told(world)) == 1


def test_nobody_turns_it_off_for_somebody_else(world: World) -> None:
    with pytest.raises(NotAllowed):
        mutes.mute(world.workspace, person=world.person("manager"), kind=DIGEST, by=world.actor("owner"))


def test_one_click_in_the_mail_turns_it_off_without_signing_in(world: World, client) -> None:
    address = off_address(world)

    assert "Turn it off" in client.get(address).content.decode()
    assert not Mute.objects.exists()
    answer = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert "It is off" in answer.content.decode()
    assert Mute.objects.get().person == world.person("manager")


def test_an_address_that_nobody_gave_out_is_not_there(world: World, client) -> None:
    address = off_address(world)

    assert client.get(address[:-6] + "AAAAA/").status_code == 404


def test_it_is_turned_off_and_on_among_the_notices(world: World) -> None:
    client = world.client("manager")

    off = client.post("/tern/notices/kinds/digest/quiet/", follow=True).content.decode()
    on = client.post("/tern/notices/kinds/digest/quiet/", {"on": "yes"}, follow=True).content.decode()

    assert "The weekly digest is off." in off
    assert "Turn it on" in off
    assert "The weekly digest comes again." in on
    assert not Mute.objects.exists()


def test_what_is_said_at_length_stands_among_the_notices(world: World) -> None:
    told(world)

    assert "Gallery had 1 of 3 posts" in world.client("manager").get("/tern/notices/").content.decode()
