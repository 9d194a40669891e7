"""Conversations on the pages of earlier stages, on the first page, and in search."""

from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.loop.content.models import Post
from waypost.loop.engagement.models import Incident
from waypost.loop.engagement.tests.crises import opened
from waypost.loop.engagement.tests.factories import (
    LAYLA,
    answered,
    arrival,
    conversation,
    member,
    sent_post,
    taken_in,
    under_a_post,
)
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Speaker


def page(world: World, name: str, role: str = "manager", **kwargs: object) -> str:
    answer = world.client(role).get(reverse(name, kwargs={"workspace": "tern", **kwargs}))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_post_shows_what_people_said_under_it(world):
    found = under_a_post(world, text="Lovely light.")
    post_id = found.publication.post_id

    shown = page(world, "content:post", post_id=post_id)

    assert "What people say" in shown
    assert "Lovely light." in shown
    assert "What people say" not in page(world, "content:post", "viewer", post_id=post_id)


def test_a_post_that_many_speak_about_leads_to_the_inbox(world):
    post = sent_post(world)
    people = [Speaker(remote_id=f"p{n}", handle=f"p{n}", name=f"Person {n}") for n in range(8)]
    taken_in(world, *[arrival(by=one, under=post.remote_id) for one in people])

    assert f"inbox/?post={post.post_id}" in page(world, "content:post", post_id=post.post_id)


def test_a_post_of_another_channel_keeps_its_conversations_to_itself(world):
    found = under_a_post(world, text="Lovely light.")
    limits.limit(member(world, "manager"), to=[world.channel("journal")], by=world.actor("owner"))
    answer = world.client("manager").get(
        reverse("content:post", kwargs={"workspace": "tern", "post_id": found.publication.post_id})
    )

    assert b"Lovely light." not in answer.content


def test_an_answer_on_its_way_says_whom_it_answers(world):
    message = answered(world, by=LAYLA)

    shown = page(world, "publishing:publication", publication_id=message.publication_id)

    assert "Whom it answers" in shown
    assert "ليلى الحداد" in shown


def test_the_first_page_says_who_waits(world):
    conversation(world, text="When is low tide?")

    shown = page(world, "home:home")

    assert "1 person waits for an answer" in shown
    assert "Ana Prata: “When is low tide?”" in shown
    assert "Ana Prata" not in page(world, "home:home", "viewer")


def test_a_change_of_the_strategy_is_suggested_from_a_conversation(world):
    accepted_strategy(world)
    found = under_a_post(world, text="Why do you say “piece”?")
    address = reverse(
        "strategy:suggestion",
        kwargs={"workspace": "tern", "kind": "conversation", "thing_id": found.pk},
    )

    assert address in page(world, "engagement:conversation", conversation_id=found.pk)
    shown = page(world, "strategy:suggestion", kind="conversation", thing_id=found.pk)
    assert "Why do you say “piece”?" in shown
    assert '<option value="voice" selected>' in shown
    assert world.client("viewer").get(address).status_code == 404


def test_a_post_that_says_the_first_words_leads_to_its_incident(world):
    incident = opened(world)
    post = sent_post(world).post
    Post.objects.filter(pk=post.pk).update(title=incident.title)
    at = reverse("engagement:incident", kwargs={"workspace": "tern", "incident_id": incident.pk})
    assert at not in page(world, "content:post", post_id=post.pk)

    Incident.objects.filter(pk=incident.pk).update(post_id=post.pk)

    assert at in page(world, "content:post", post_id=post.pk)
    assert at not in page(world, "content:post", "client", post_id=post.pk)
