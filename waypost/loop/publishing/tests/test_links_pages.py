"""The pages on which people meet links: how they leave, what becomes of one, who followed it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.loop.content.actions import posts
from waypost.loop.content.tests.factories import WORDS, attached, drafted_post, submitted_post
from waypost.loop.publishing.actions import links
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import LinkPolicy, TrackedLink
from waypost.loop.publishing.tests.factories import scheduled_publication, tracked_link
from waypost.networks import registry
from waypost.networks.contract import Metric
from waypost.toolkit import clock

CHOSEN = {
    "tracks": "on",
    "names": "on",
    "source": "{network}",
    "medium": "social",
    "campaign": "spring",
    "term": "",
    "content": "",
    "sites": "",
}


def page(world: World, path: str, role: str = "manager") -> str:
    answer = world.client(role).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def sent_with_a_link(world: World) -> TrackedLink:
    publication = scheduled_publication(world, state=State.PUBLISHED, body="See https://tern.example/prints")
    links.lay_out([(publication, ["https://tern.example/prints"])])
    return publication.links.get()


def test_the_page_decides_how_links_leave(world: World) -> None:
    answer = world.client("manager").post(
        "/tern/publishing/links/", {**CHOSEN, "sites": "www.tern.example\n"}
    )

    policy = LinkPolicy.objects.get()
    assert answer.status_code == 302
    assert (policy.tracks, policy.names, policy.campaign, policy.sites) == (
        True, True, "spring", ["tern.example"],
    )  # fmt: skip


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_decided(world: World) -> None:
    answer = world.client("manager").post("/tern/publishing/links/", {**CHOSEN, "campaign": "{season}"})

    assert answer.status_code == 422
    assert "“season” means nothing here" in answer.content.decode()
    assert not LinkPolicy.objects.exists()


def test_the_page_shows_what_becomes_of_the_latest_link_on_each_channel(world: World) -> None:
    drafted_post(world, body="See https://tern.example/tides")

    shown = page(world, "/tern/publishing/links/")

    assert "https://tern.example/tides" in shown
    assert "/l/xxxxxxxxxxxx" in shown
    assert all(channel.name.replace("&", "&amp;") in shown for channel in world.channels)


def test_the_preview_follows_the_form_and_decides_nothing(world: World) -> None:
    answer = world.client("manager").post("/tern/publishing/links/preview/", {**CHOSEN, "tracks": ""})

    assert "https://example.com/news?utm_source=sandbox&amp;utm_medium=social&amp;utm_campaign=spring" in (
        answer.content.decode()
    )
    assert not LinkPolicy.objects.exists()


def test_the_preview_says_what_is_wrong(world: World) -> None:
    answer = world.client("manager").post("/tern/publishing/links/preview/", {**CHOSEN, "medium": "{"})

    assert answer.status_code == 200
    assert "means nothing here" in answer.content.decode()


def test_who_may_not_decide_sees_who_may(world: World) -> None:
    shown = page(world, "/tern/publishing/links/", "viewer")

    assert "This is decided by" in shown
    assert 'id="link-policy"' not in shown


def test_clicks_are_shown_on_the_list_and_on_the_pages_of_the_publication_and_the_post(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = replace(registry.card("sandbox"), post_metrics=(Metric.LIKES,))
    monkeypatch.setattr(registry, "card", lambda name: card)
    link = sent_with_a_link(world)
    for _click in range(37):
        links.count(link.pk, is_program=False)
    publication = link.publication

    listed = page(world, "/tern/publishing/links/")
    alone = page(world, f"/tern/publishing/{publication.pk}/")
    post = page(world, f"/tern/posts/{publication.post_id}")

    assert ">37<" in listed
    assert link.shown in alone
    assert ">37<" in alone
    assert "37</data> clicks" in post


def test_where_the_network_counts_clicks_itself_a_post_does_not_show_two_counts(world: World) -> None:
    link = sent_with_a_link(world)
    links.count(link.pk, is_program=False)

    assert "</data> click" not in page(world, f"/tern/posts/{link.publication.post_id}")
    assert "simulated audience does not pass through here" in page(world, "/tern/publishing/links/")


def test_a_reviewer_sees_what_links_become(world: World) -> None:
    post = submitted_post(world, body="See https://tern.example/tides")

    assert "goes out as" in page(world, f"/tern/posts/{post.pk}/approval", "approver")


def test_a_channel_that_nobody_elsewhere_reaches_is_warned_of(world: World) -> None:
    channel = world.channel("gallery")
    channel.simulated = False
    channel.save()

    assert "WAYPOST_PUBLIC_URL" in page(world, "/tern/publishing/links/")


def test_a_preview_shows_what_a_link_becomes(world: World) -> None:
    post = drafted_post(world, body="See https://tern.example/tides")

    shown = page(world, f"/tern/posts/{post.pk}")

    assert "goes out as" in shown
    assert "/l/xxxxxxxxxxxx" in shown


def test_a_post_without_links_says_nothing_of_them(world: World) -> None:
    post = drafted_post(world, body=WORDS)

    assert "goes out as" not in page(world, f"/tern/posts/{post.pk}")


def test_a_limit_holds_for_the_text_with_its_links_as_they_leave(world: World) -> None:
    long = f"{'a' * 400} https://tern.example/{'b' * 200}"
    post = drafted_post(world, body=long)
    assert "too long" not in page(world, f"/tern/posts/{post.pk}")

    naming = {"source": "x" * 90, "medium": "social", "campaign": "spring"}
    links.decide(world.workspace, by=world.actor("owner"), tracks=False, names=True, naming=naming)

    assert "too long" in page(world, f"/tern/posts/{post.pk}")


def test_the_settings_lead_to_the_links(world: World) -> None:
    assert 'href="/tern/publishing/links/"' in page(world, "/tern/settings/", "owner")


def test_the_page_asks_few_questions_however_many_links_left(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _post in range(4):
        sent_with_a_link(world)
    page(world, "/tern/publishing/links/")

    with django_assert_max_num_queries(15):
        page(world, "/tern/publishing/links/")


def test_a_post_with_links_and_its_publication_ask_few_questions(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publication = scheduled_publication(world, state=State.READY, body="See https://tern.example/prints")
    links.lay_out([(publication, ["https://tern.example/prints"])])

    for path in (f"/tern/posts/{publication.post_id}", f"/tern/publishing/{publication.pk}/"):
        page(world, path)
        with django_assert_max_num_queries(15):
            page(world, path)


def test_a_sent_post_with_a_link_asks_few_questions_too(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publication = sent_with_a_link(world).publication
    attached(world, publication.post)
    near = world.workspace.local(clock.now() + timedelta(hours=5))
    posts.plan(publication.post, by=world.actor("manager"), local=near)
    path = f"/tern/posts/{publication.post_id}"
    page(world, path)

    with django_assert_max_num_queries(15):
        page(world, path)


def test_a_tracked_link_of_somebody_else_s_brand_is_not_listed(world: World) -> None:
    tracked_link(world.across(), target="https://borg.example/secret")

    assert "borg.example" not in page(world, "/tern/publishing/links/")
