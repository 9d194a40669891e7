"""Publishing by hand: what the person says who had the kit, and what is seen of it inside."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.models import Notice
from waypost.foundation.processes.actions import installation
from waypost.loop.publishing.actions import decisions, doubts, kits
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.handing import (
    handed_publication,
    kit_for,
    link,
    opened,
    publication_by_hand,
    work,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

SWEEP = Actor.system("the sweep")
LINK = "https://instagram.example/p/1"


# What the person says


def test_the_link_is_pasted_back_and_it_is_sent(world: World) -> None:
    publication = handed_publication(world)
    here = link(world, publication)

    world.client("nobody").post(here, {"url": LINK})

    publication.refresh_from_db()
    page = opened(world, publication)
    assert publication.state == State.PUBLISHED
    assert publication.remote_url == LINK
    assert publication.reason == "Mateus Ribeiro (by link) posted it by hand."
    assert "It is out" in page
    assert LINK in page


def test_what_has_no_link_is_sent_too(world: World) -> None:
    publication = handed_publication(world)

    world.client("nobody").post(link(world, publication), {"url": ""})

    publication.refresh_from_db()
    assert (publication.state, publication.remote_url) == (State.PUBLISHED, "")
    assert publication.remote_id


@pytest.mark.parametrize("wrong", ["javascript:alert(1)", "not a link", "ftp://instagram.example/p/1"])
def test_what_is_no_link_is_said_so(world: World, wrong: str) -> None:
    publication = handed_publication(world)

    answer = world.client("nobody").post(link(world, publication), {"url": wrong})

    publication.refresh_from_db()
    assert answer.status_code == 422
    assert publication.state == State.HANDED


def test_the_link_of_another_post_is_refused(world: World) -> None:
    first = handed_publication(world)
    kits.posted(first, url=LINK, by=world.actor("manager"))
    second = handed_publication(world)
    Publication.objects.filter(pk=second.pk).update(channel=first.channel)

    answer = world.client("nobody").post(link(world, second), {"url": LINK})

    assert "That is the link of another post" in answer.content.decode()


def test_what_cannot_be_posted_is_held_with_the_reason_and_those_who_decide_are_told(world: World) -> None:
    publication = handed_publication(world, keeper="marketer")

    world.client("nobody").post(
        f"{link(world, publication, 'marketer')}impossibility/", {"reason": "The app is locked."}
    )

    publication.refresh_from_db()
    told = Notice.objects.filter(kind="kit", sentence__contains="The app is locked.")
    assert (publication.state, publication.reason) == (State.HELD, "The app is locked.")
    assert {notice.person for notice in told} == {world.person("owner"), world.person("manager")}


def test_somebody_who_posted_it_before_it_was_cancelled_says_so(world: World) -> None:
    publication = handed_publication(world)
    here = link(world, publication)
    world.client("manager").post(f"/tern/publishing/{publication.pk}/cancellation/")

    closed = opened(world, publication)
    world.client("nobody").post(here, {"url": LINK})

    publication.refresh_from_db()
    assert "Was it out already?" in closed
    assert publication.state == State.PUBLISHED


def test_silence_is_not_taken_for_a_yes(world: World) -> None:
    publication = handed_publication(world)

    early = kits.ask_after_the_silent(by=SWEEP)
    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        late = kits.ask_after_the_silent(by=SWEEP)
        again = kits.ask_after_the_silent(by=SWEEP)
        page = world.client("manager").get(f"/tern/publishing/{publication.pk}/").content.decode()

    publication.refresh_from_db()
    assert (early, late, again) == (0, 1, 0)
    assert publication.state == State.UNKNOWN
    assert "Mateus Ribeiro was given it" in page
    assert "hand it over again" in page
    assert Notice.objects.filter(sentence__startswith="Nobody said whether").exists()


def test_what_somebody_looked_for_and_did_not_find_is_handed_over_again(world: World) -> None:
    publication = handed_publication(world)
    kit = kit_for(publication)
    kit.expires_at = clock.now() - timedelta(seconds=1)
    kit.save()
    kits.ask_after_the_silent(by=SWEEP)

    decisions.send_again(publication, by=world.actor("manager"))
    work(publication, minutes=2)

    assert publication.state == State.HANDED
    assert publication.kits.count() == 2


def test_what_was_with_somebody_when_a_backup_was_made_is_asked_after(world: World) -> None:
    publication = handed_publication(world)
    installation.hold("It was restored.", doubt_from=clock.now())

    doubts.distrust_the_past(by=SWEEP)
    Reconciler(DirectLedger()).work()

    publication.refresh_from_db()
    assert (publication.state, publication.act_at) == (State.UNKNOWN, None)
    assert "Do not post this now" in opened(world, publication)


def test_whoever_looked_after_a_silence_and_found_it_says_so(world: World) -> None:
    publication = handed_publication(world)
    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        kits.ask_after_the_silent(by=SWEEP)

        world.client("manager").post(f"/tern/publishing/{publication.pk}/presence/", {"url": LINK})

    publication.refresh_from_db()
    assert (publication.state, publication.remote_url) == (State.PUBLISHED, LINK)


# Its page inside


def test_its_page_says_who_has_it_and_opens_the_kit_for_whoever_may_post(world: World) -> None:
    publication = handed_publication(world)
    here = f"/tern/publishing/{publication.pk}/"

    as_owner = world.client("owner").get(here).content.decode()
    as_viewer = world.client("viewer").get(here).content.decode()

    assert "Mateus Ribeiro has it since" in as_owner
    kit = re.search(r'href="(/kits/[^"]+)"', as_owner)
    assert kit is not None
    assert publication.text in unescape(world.client("nobody").get(kit[1]).content.decode())
    assert "Mateus Ribeiro has it since" in as_viewer
    assert "/kits/" not in as_viewer
    assert "needs a decision" in world.client("viewer").get("/tern/publishing/").content.decode()


def test_a_fresh_link_closes_the_old_one(world: World) -> None:
    publication = handed_publication(world)
    old, client = link(world, publication), world.client("owner")

    client.post(f"/tern/publishing/{publication.pk}/handing/")

    assert "Do not post this now" in world.client("nobody").get(old).content.decode()
    assert publication.text in unescape(opened(world, publication))
    assert Notice.objects.filter(kind="kit", person=world.person("manager")).count() == 2


def test_only_whoever_may_post_says_that_it_is_posted(world: World) -> None:
    publication = handed_publication(world)

    with pytest.raises(NotAllowed):
        kits.posted(publication, by=world.actor("contributor"))
    with pytest.raises(NotAllowed):
        kits.cannot(publication, reason="No.", by=world.actor("outsider"))


def test_what_was_never_handed_over_cannot_have_been_posted(world: World) -> None:
    with pytest.raises(Refusal, match="not handed to anybody"):
        kits.posted(publication_by_hand(world), by=world.actor("owner"))


def test_it_can_be_given_another_time_while_somebody_has_it(world: World) -> None:
    publication = handed_publication(world)
    client: Client = world.client("manager")
    later = clock.to_local(clock.now() + timedelta(days=1), world.workspace.timezone)

    client.post(f"/tern/publishing/{publication.pk}/time/", {"local": f"{later:%Y-%m-%dT%H:%M}"})

    publication.refresh_from_db()
    assert publication.state == State.SCHEDULED
    assert "Do not post this now" in opened(world, publication)
