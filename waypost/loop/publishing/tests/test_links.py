"""Links as they leave: what stands in the post, where it leads, how a post is found again by it, and who is counted."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import posts
from waypost.loop.content.tests.factories import approve, approved_post, submitted_post, tomorrow
from waypost.loop.publishing.actions import links
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import LinkPolicy, Publication, TrackedLink
from waypost.loop.publishing.queries.links import clicks_of
from waypost.loop.publishing.tests.factories import tracked_link
from waypost.loop.publishing.tests.sending import at_its_time, on_the_network, only, send_due
from waypost.networks.sandbox.server.faults import Fault, FaultKind
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

TARGET = "https://tern.example/prints?size=large"
NAMING = {"source": "{network}", "medium": "social", "campaign": "{year}"}
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def decided(world, *, tracks: bool = True, names: bool = False, **choices: object) -> LinkPolicy:
    naming = choices.pop("naming", NAMING)
    return links.decide(
        world.workspace, by=world.actor("owner"), tracks=tracks, names=names, naming=naming, **choices
    )


def planned(world, body: str = f"Prints: {TARGET}") -> Publication:
    approved_post(world, local=tomorrow(world), body=body)
    return only(world)


def prepare(world, publication: Publication, preparer) -> Publication:
    with clock.frozen_at(publication.due_at - timedelta(minutes=5)):
        preparer.work()
    return only(world)


def test_a_link_leaves_as_one_of_its_own_and_leads_where_it_was_meant_to(
    world, network, preparer, sender, settings
) -> None:
    publication = planned(world)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    link = TrackedLink.objects.get()
    assert link.shown == f"{settings.WAYPOST.address}/l/{link.code}"
    assert on_the_network(network) == [f"Prints: {link.shown}"] == [only(world).text]
    assert link.destination == TARGET


def test_each_publication_of_a_post_has_links_of_its_own(world, network, preparer, sender) -> None:
    post = submitted_post(world, channel_keys=("gallery", "journal"), body=f"Prints: {TARGET}")
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    approve(world, post)

    with clock.frozen_at(Publication.objects.earliest("due_at").due_at):
        send_due(world, preparer, sender)

    said = on_the_network(network)
    assert len(said) == len(set(said)) == 2


def test_named_links_say_where_a_visit_came_from(world, network, preparer, sender) -> None:
    decided(world, names=True)
    publication = planned(world)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    year = publication.local_on.year
    named = f"{TARGET}&utm_source=sandbox&utm_medium=social&utm_campaign={year}"
    assert TrackedLink.objects.get().destination == named


def test_words_are_added_to_the_brand_s_own_sites_only(world, network, preparer, sender) -> None:
    decided(world, tracks=False, names=True, sites=["www.tern.example"])
    publication = planned(world, f"{TARGET} and https://elsewhere.example/a")

    with at_its_time(publication):
        send_due(world, preparer, sender)

    [said] = on_the_network(network)
    assert "utm_medium=social" in said
    assert said.endswith(" and https://elsewhere.example/a")


def test_links_leave_as_they_are_written_where_the_brand_wants_that(world, network, preparer, sender) -> None:
    decided(world, tracks=False)
    publication = planned(world)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == [f"Prints: {TARGET}"]
    assert not TrackedLink.objects.exists()


@pytest.mark.parametrize(
    ("reach", "tracked"),
    [
        ({"public_url": ""}, False),
        ({"public_url": "https://waypost.example"}, True),
        ({"link_url": "https://tern.link"}, True),
    ],
)
def test_a_real_channel_has_tracked_links_where_others_can_follow_them(
    world, settings, reach, tracked
) -> None:
    settings.WAYPOST = settings.WAYPOST.model_copy(update=reach)
    channel = Channel(network="sandbox", key="gallery", simulated=False)

    manner = LinkPolicy(workspace=world.workspace).manner_on(channel)

    assert bool(manner.prefix) is tracked


def test_a_doubt_ends_by_the_link_whatever_was_decided_meanwhile(
    world, network, preparer, sender, reconciler
) -> None:
    publication = planned(world)
    prepare(world, publication, preparer)
    network.faults.switch_on(Fault(kind=FaultKind.LOST_ANSWER, count=1))
    with at_its_time(publication):
        sender.drain(publication.channel_id)
    assert only(world).state == State.UNKNOWN
    network.honour_keys(honoured=False)
    decided(world, tracks=False)

    with at_its_time(publication, 2):
        reconciler.work()

    assert only(world).state == State.PUBLISHED
    assert len(on_the_network(network)) == 1


def test_what_is_prepared_leaves_with_the_links_that_were_made_for_it(
    world, network, preparer, sender
) -> None:
    publication = planned(world)
    ready = prepare(world, publication, preparer)
    decided(world, tracks=False)

    with at_its_time(publication):
        send_due(world, preparer, sender)

    assert on_the_network(network) == [ready.text]
    assert TARGET not in ready.text


@pytest.mark.parametrize("change", [{"target": "https://other.example"}, {"shown": "https://other.example"}])
def test_links_that_are_not_what_was_prepared_close_the_gate(
    world, network, preparer, sender, change
) -> None:
    publication = planned(world)
    prepare(world, publication, preparer)
    TrackedLink.objects.update(**change)

    with at_its_time(publication):
        sender.drain(publication.channel_id)
    assert on_the_network(network) == []
    with at_its_time(publication, 1):
        send_due(world, preparer, sender)

    link = TrackedLink.objects.get()
    assert link.target == TARGET
    assert on_the_network(network) == [f"Prints: {link.shown}"]


def test_links_made_anew_keep_their_codes_and_what_was_counted(world) -> None:
    link = tracked_link(world)
    links.count(link.pk, is_program=False)

    links.lay_out([(link.publication, ["https://tern.example/other"])])

    again = TrackedLink.objects.get()
    assert (again.code, again.clicks, again.target) == (link.code, 1, "https://tern.example/other")


def test_links_that_were_taken_out_of_a_post_are_gone(world) -> None:
    publication = tracked_link(world).publication
    links.lay_out([(publication, [TARGET, "https://tern.example/two"])])

    links.lay_out([(publication, [])])

    assert not TrackedLink.objects.exists()


def test_whoever_follows_a_link_is_sent_on_and_counted_without_a_cookie(world) -> None:
    link = tracked_link(world)

    answer = Client().get(f"/l/{link.code}", HTTP_USER_AGENT=PERSON)

    assert (answer.status_code, answer["Location"]) == (302, link.destination)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    link.refresh_from_db()
    assert (link.clicks, link.program_visits) == (1, 0)
    found = clicks_of([link.publication_id])
    assert found == {link.publication_id: 1}
    assert all(type(clicks) is int for clicks in found.values())


def test_following_takes_one_look_and_one_count(
    world, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    link = tracked_link(world)
    client = Client()
    client.get(f"/l/{link.code}", HTTP_USER_AGENT=PERSON)

    with django_assert_num_queries(2):
        client.get(f"/l/{link.code}", HTTP_USER_AGENT=PERSON)


def test_an_address_in_any_script_is_followed(world) -> None:
    link = tracked_link(world, target="https://müller.example/größe?x=ä")

    assert Client().get(f"/l/{link.code}")["Location"].endswith("/gr%C3%B6%C3%9Fe?x=%C3%A4")


def test_a_program_that_looks_behind_a_link_is_counted_apart(world) -> None:
    link = tracked_link(world)

    for headers in (
        {"HTTP_USER_AGENT": "Mastodon/4.5.2 (http.rb/5.3.1; +https://mastodon.example/) Bot"},
        {"HTTP_USER_AGENT": PERSON, "HTTP_SEC_PURPOSE": "prefetch"},
    ):
        assert Client().get(f"/l/{link.code}", **headers).status_code == 302

    link.refresh_from_db()
    assert (link.clicks, link.program_visits) == (0, 2)


def test_a_look_that_follows_nothing_is_not_counted(world) -> None:
    link = tracked_link(world)

    answer = Client().head(f"/l/{link.code}", HTTP_USER_AGENT=PERSON)

    link.refresh_from_db()
    assert answer.status_code == 302
    assert (link.clicks, link.program_visits) == (0, 0)


def test_a_code_that_nobody_made_leads_nowhere(world) -> None:
    tracked_link(world)

    assert Client().get("/l/nobodymadeit").status_code == 404
    assert TrackedLink.objects.get().clicks == 0


def test_on_the_short_host_there_are_links_and_nothing_else(world, settings) -> None:
    settings.LINK_HOST, settings.ALLOWED_HOSTS = "tern.link", ["*"]
    link = tracked_link(world)

    assert Client().get(f"/{link.code}", HTTP_HOST="tern.link")["Location"] == link.destination
    nowhere = Client().get("/accounts/login/", HTTP_HOST="tern.link")
    assert (nowhere.status_code, nowhere["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert Client().get("/tern/", HTTP_HOST="tern.link").status_code == 404
    assert Client().get(f"/{link.code}", HTTP_HOST="pages.example").get("Location") != link.destination
    assert TrackedLink.objects.get().clicks == 0


@pytest.mark.parametrize("role", ["strategist", "manager", "marketer"])
def test_those_who_plan_posts_decide_how_links_leave(world, role) -> None:
    policy = links.decide(
        world.workspace, by=world.actor(role), tracks=False, names=True, naming=NAMING, sites=["tern.example"]
    )

    assert (policy.tracks, policy.names, policy.sites) == (False, True, ["tern.example"])


@pytest.mark.parametrize("role", ["contributor", "approver", "viewer"])
def test_others_do_not(world, role) -> None:
    with pytest.raises(NotAllowed):
        links.decide(world.workspace, by=world.actor(role), tracks=True, names=False, naming=NAMING)


@pytest.mark.parametrize(
    ("naming", "sites", "field"),
    [
        ({**NAMING, "campaign": "{season}"}, [], "campaign"),
        ({**NAMING, "term": "{"}, [], "term"),
        ({**NAMING, "content": "x" * 101}, [], "content"),
        ({**NAMING, "source": " "}, [], "source"),
        (NAMING, ["tern.example", "no site"], "sites"),
    ],
)
def test_a_policy_that_would_say_nonsense_is_refused_at_its_field(world, naming, sites, field) -> None:
    with pytest.raises(Refusal) as refused:
        decided(world, names=True, naming=naming, sites=sites)

    assert list(refused.value.fields) == [field]
    assert not LinkPolicy.objects.exists()
