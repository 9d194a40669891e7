"""What the page of a sent post offers: to bring it up to date, to take it down, to publish it again."""

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Notice
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve, tomorrow
from waypost.loop.publishing.actions import changes
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Change, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication


def at(publication: Publication, name: str = "publication") -> str:
    return reverse(f"publishing:{name}", kwargs={"workspace": "tern", "publication_id": publication.pk})


def page(world: World, publication: Publication, role: str = "manager") -> str:
    return world.client(role).get(at(publication)).content.decode()


def press(world: World, publication: Publication, name: str, data: dict | None = None, role: str = "manager"):
    return world.client(role).post(at(publication, name), data or {}, follow=True)


@pytest.fixture
def sent(world) -> Publication:
    return scheduled_publication(world, state=State.PUBLISHED, body="Low tide at nine.")


@pytest.fixture
def removed(world, sent) -> Publication:
    move(sent.pk, State.REMOVED, since=[State.PUBLISHED], reason="Maya had it taken down.")
    sent.refresh_from_db()
    return sent


def say_instead(world: World, publication: Publication, *, approved: bool) -> None:
    post = publication.post
    post.refresh_from_db()
    posts.write(post, by=world.actor("manager"), body="Low tide at ten.", version=post.version)
    if approved:
        reviews.submit(post, by=world.actor("manager"))
        approve(world, post)


def test_a_sent_post_is_taken_down_from_its_page(world, sent):
    assert "That cannot be undone." in page(world, sent)

    answer = press(world, sent, "removal").content.decode()

    assert "A change is on its way" in answer
    assert Change.objects.get().publication == sent
    assert "Take it down from" not in answer


@pytest.mark.parametrize("role", ["strategist", "contributor", "client", "viewer"])
def test_those_who_do_not_decide_are_offered_nothing(world, sent, role):
    assert "Take it down" not in page(world, sent, role)
    assert world.client(role).post(at(sent, "removal")).status_code == 403


def test_a_post_that_says_the_same_offers_no_edit(world, sent):
    assert "The post says something else now" not in page(world, sent)


def test_new_words_are_brought_there_once_they_are_approved(world, sent):
    say_instead(world, sent, approved=False)
    before = page(world, sent)
    approve_it(world, sent)
    after = page(world, sent)

    answer = press(world, sent, "correction").content.decode()

    assert "Have the new words approved" in before
    assert "Bring them to Sandbox" not in before
    assert "Bring them to Sandbox" in after
    assert "A change is on its way" in answer


def approve_it(world: World, sent: Publication) -> None:
    post = sent.post
    post.refresh_from_db()
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)


def test_a_network_without_editing_says_what_to_do_instead(world, sent):
    say_instead(world, sent, approved=True)
    Channel.objects.filter(pk=sent.channel_id).update(network="bluesky")

    shown = page(world, sent)

    assert "Bluesky lets no program edit a post" in shown
    assert "Take it down and publish it again" in shown


def test_a_change_that_the_network_refused_is_said_on_the_page_and_told(world, sent):
    change = changes.take_down(sent, by=world.actor("manager"))
    changes.refused(change, why="The server says no.", by=PUBLISHER)

    shown = page(world, sent)

    assert "The last change did not work" in shown
    assert "The server says no." in shown
    assert "Take it down from Sandbox" in shown
    notice = Notice.objects.get(person=world.person("owner"), kind="change")
    assert "could not be taken down" in notice.sentence
    assert notice.href == at(sent)


def test_what_was_taken_down_says_so_and_is_published_again(world, removed):
    shown = page(world, removed)

    answer = press(world, removed, "repetition", {"local": tomorrow(world, days=2).isoformat()})

    anew = Publication.objects.exclude(pk=removed.pk).get()
    assert "Taken down" in shown
    assert "Maya had it taken down." in shown
    assert answer.request["PATH_INFO"] == at(anew)
    assert "in the queue again" in answer.content.decode()


def test_a_wrong_time_for_publishing_again_is_refused_at_its_field(world, removed):
    without = press(world, removed, "repetition")
    past = press(world, removed, "repetition", {"local": "2020-01-01T09:00"})

    assert (without.status_code, past.status_code) == (422, 422)
    assert "still to come" in past.content.decode()
    assert Publication.objects.count() == 1


def test_those_who_may_not_schedule_publish_nothing_again(world, removed):
    assert "Publish it again then" not in page(world, removed, "viewer")
    assert world.client("viewer").post(at(removed, "repetition")).status_code == 403


def test_what_is_waiting_offers_no_change(world):
    shown = page(world, scheduled_publication(world))

    assert "Take it down" not in shown


def test_the_history_says_who_wanted_it_and_that_it_was_done(world, sent):
    change = changes.take_down(sent, by=world.actor("manager"))
    changes.done(change, by=PUBLISHER)

    shown = page(world, sent)

    assert "To be taken down" in shown
    assert "Taken down from the network" in shown


def test_home_tells_of_it_in_words_that_people_say(world, sent):
    change = changes.take_down(sent, by=world.actor("manager"))
    changes.done(change, by=PUBLISHER)

    home = world.client("owner").get("/tern/").content.decode()

    assert "Sent post to be taken down: Low tide at nine." in home
    assert "Sent post taken down: Low tide at nine." in home
