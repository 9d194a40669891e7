"""Publishing by hand: at its time a person gets everything ready, posts it, and says so."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail as outgoing

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import mail
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve, attached
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.handing import (
    handed_publication,
    link,
    opened,
    publication_by_hand,
    work,
)
from waypost.toolkit import clock

SWEEP = Actor.system("the sweep")
LINK = "https://instagram.example/p/1"


def written_anew(world: World, publication: Publication, body: str) -> None:
    post = publication.post
    post.refresh_from_db()
    posts.write(post, body=body, version=post.version, by=world.actor("manager"))


# Handing over


def test_at_its_time_the_one_who_posts_there_is_told_here_and_by_mail(world: World) -> None:
    publication = publication_by_hand(world)

    before = work(publication, minutes=-1).state
    after = work(publication).state
    told = Notice.objects.get(kind="kit")
    mail.send(told, by=SWEEP)

    assert (before, after) == (State.READY, State.HANDED)
    assert told.person == world.person("manager")
    assert told.sentence.startswith("Post this on Instagram now: “Low tide")
    assert publication.text in unescape(world.client("nobody").get(told.href).content.decode())
    [message] = [each for each in outgoing.outbox if each.to == ["manager@tern.example"]]
    assert told.href in message.body


def test_nothing_is_handed_over_that_nobody_approved(world: World) -> None:
    publication = publication_by_hand(world, approved=False)

    work(publication)

    assert publication.state == State.SCHEDULED
    assert not Notice.objects.filter(kind="kit").exists()


def test_nothing_is_handed_over_when_its_grace_is_over(world: World) -> None:
    publication = publication_by_hand(world)

    work(publication, minutes=-5)
    work(publication, minutes=61)

    assert publication.state == State.MISSED


def test_nothing_is_handed_over_during_a_hold_and_what_was_is_taken_back(world: World) -> None:
    handed, waiting = handed_publication(world), publication_by_hand(world)

    hold = holds.put(world.workspace, reason="A boat is missing.", by=world.actor("owner"))
    work(waiting)

    handed.refresh_from_db()
    assert (handed.state, waiting.state) == (State.HELD, State.HELD)
    assert handed in hold.was_leaving.all()
    page = opened(world, handed)
    assert "Do not post this now" in page
    assert "A boat is missing." in page
    assert "Low tide" not in page


def test_it_is_handed_over_once_however_often_the_engine_looks(world: World) -> None:
    publication = handed_publication(world)

    work(publication, minutes=1)
    work(publication, minutes=2)

    assert publication.kits.count() == 1
    assert Notice.objects.filter(kind="kit").count() == 1


# The kit


def test_the_kit_opens_without_signing_in_and_holds_everything(world: World) -> None:
    publication = handed_publication(world)

    page = opened(world, publication)

    words = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert words is not None
    assert words[1] == publication.text
    assert 'href="https://instagram.example/tern"' in page
    assert "It is posted" in page


def test_the_pictures_are_there_to_be_saved(world: World) -> None:
    publication = publication_by_hand(world, approved=False)
    attached(world, publication.post, alt="A print of the jetty")
    approve(world, publication.post)
    with clock.frozen_at(publication.due_at):
        work(publication)
        page = opened(world, publication)
        picture = world.client("nobody").get(f"{link(world, publication)}pictures/1/?save")
        none = world.client("nobody").get(f"{link(world, publication)}pictures/2/")

    assert "A print of the jetty" in page
    assert picture["Content-Type"] == "image/png"
    assert picture["Content-Disposition"].startswith("attachment")
    assert b"".join(picture.streaming_content).startswith(b"\x89PNG")
    assert none.status_code == 404


def test_a_link_that_was_not_made_here_opens_nothing(world: World) -> None:
    publication = handed_publication(world)
    good = link(world, publication)

    assert world.client("nobody").get(good[:-3] + "xx/").status_code == 404
    assert world.client("nobody").get("/kits/anything/").status_code == 404


def test_a_link_opens_nothing_when_its_time_is_over(world: World) -> None:
    publication = handed_publication(world)

    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        page = opened(world, publication)
        answer = world.client("nobody").post(link(world, publication), {"url": LINK})

    publication.refresh_from_db()
    assert "This link has expired" in page
    assert publication.text not in page
    assert answer.status_code == 422
    assert publication.state == State.HANDED


def test_whoever_left_the_brand_sees_and_posts_nothing_by_an_old_link(world: World) -> None:
    publication = handed_publication(world)
    here = link(world, publication)
    Member.objects.filter(workspace=world.workspace, person=world.person("manager")).delete()

    seen = world.client("nobody").get(here)
    answer = world.client("nobody").post(here, {"url": LINK})

    publication.refresh_from_db()
    assert (seen.status_code, answer.status_code) == (404, 404)
    assert publication.state == State.HANDED


def test_what_was_changed_since_is_not_shown_and_is_handed_over_anew(world: World) -> None:
    publication = handed_publication(world)
    old = link(world, publication)

    written_anew(world, publication, "High tide at nine.")
    publication.refresh_from_db()
    taken_back = publication.state
    closed = world.client("nobody").get(old).content.decode()
    reviews.submit(publication.post, by=world.actor("manager"))
    approve(world, publication.post)
    work(publication, minutes=2)  # whichever minute the clock is in by now

    assert taken_back == State.SCHEDULED
    assert "Do not post this now" in closed
    assert "High tide" not in closed
    assert publication.state == State.HANDED
    assert "High tide at nine." in opened(world, publication)
    assert "Do not post this now" in world.client("nobody").get(old).content.decode()


def test_whoever_has_it_is_told_at_once_when_everything_stops(world: World) -> None:
    handed_publication(world)

    holds.put(world.workspace, reason="A boat is missing.", by=world.actor("owner"))

    told = Notice.objects.get(kind="kit", sentence__startswith="Do not post")
    assert told.person == world.person("manager")
    assert told.sentence.endswith("on Instagram. A boat is missing.")
    assert told.urgent
    assert "A boat is missing." in world.client("nobody").get(told.href).content.decode()


@pytest.mark.parametrize(("who", "count"), [("owner", 1), ("manager", 0)])
def test_whoever_has_it_is_told_when_somebody_else_takes_it_out(world: World, who: str, count: int) -> None:
    publication = handed_publication(world)

    world.client(who).post(f"/tern/publishing/{publication.pk}/cancellation/")

    assert Notice.objects.filter(sentence__startswith="Do not post").count() == count


def test_nobody_is_warned_of_what_they_never_had(world: World) -> None:
    publication = publication_by_hand(world)

    holds.put(world.workspace, reason="A boat is missing.", by=world.actor("owner"))
    world.client("owner").post(f"/tern/publishing/{publication.pk}/cancellation/")

    assert not Notice.objects.filter(kind="kit").exists()
