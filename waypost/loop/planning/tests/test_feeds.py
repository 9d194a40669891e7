from datetime import timedelta

import httpx
import pytest

from waypost.loop.planning import tasks
from waypost.loop.planning.actions import feeds
from waypost.loop.planning.models import Idea, IdeaFeed
from waypost.loop.planning.tests.factories import MORNING
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import NotAllowed, Refusal

ADDRESS = "https://harbour.example/feed"


class Site:
    """Answers every call with the same document, and counts the calls."""

    def __init__(self, document="", status=200, trouble=None):
        self.document, self.status, self.trouble, self.calls = document, status, trouble, 0

    def connect(self, request):
        pass

    def answer(self, request, deadline):
        self.calls += 1
        if self.trouble:
            raise self.trouble
        return httpx.Response(self.status, content=self.document.encode(), request=request)


@pytest.fixture(autouse=True)
def nowhere():
    """A new feed is read at once, and nothing answers."""
    with http.wired(Site(status=503)):
        yield


def feed_of(*titles):
    items = "".join(f"<item><guid>{title}</guid><title>{title}</title></item>" for title in titles)
    return f"<rss><channel>{items}</channel></rss>"


def added(world, **more):
    return feeds.add(world.workspace, name="Harbour news", address=ADDRESS, by=world.actor("manager"), **more)


def read(world, feed, site):
    with http.wired(site):
        return feeds.read(feed, by=world.actor("manager"))


def titles(world):
    return list(Idea.objects.filter(workspace=world.workspace).values_list("title", flat=True))


def test_what_is_new_in_a_feed_comes_in_as_ideas_once(world):
    accepted_strategy(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    feed = added(world, pillar=pillar)

    assert read(world, feed, Site(feed_of("Fog", "Tide"))) == 2
    assert read(world, feed, Site(feed_of("Storm", "Fog", "Tide"))) == 1

    assert titles(world) == ["Storm", "Fog", "Tide"]
    idea = Idea.objects.get(title="Fog")
    assert (idea.pillar, idea.captured_by, idea.feed) == (pillar, "Harbour news", feed)


def test_a_long_feed_does_not_bury_what_people_thought_of(world):
    assert read(world, added(world), Site(feed_of(*"abcdefgh"))) == 5


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (Site("<html/>"), "not a feed"),
        (Site("", status=503), "answered with 503"),
        (Site(trouble=http.NotSent("refused")), "Nothing answered"),
        (Site(trouble=http.TooLarge("big")), "too large"),
    ],
)
def test_a_feed_that_cannot_be_read_says_why_and_recovers(world, site, said):
    feed = added(world)

    assert read(world, feed, site) == 0

    feed.refresh_from_db()
    assert said in feed.problem
    read(world, feed, Site(feed_of("Fog")))
    feed.refresh_from_db()
    assert feed.problem == ""


def test_no_address_inside_this_network_is_read(world):
    refused = http.AddressRefused("inside")
    feed = feeds.add(world.workspace, name="", address="http://169.254.169.254/", by=world.actor("manager"))

    read(world, feed, Site(trouble=refused))

    feed.refresh_from_db()
    assert "leads into this network" in feed.problem


def test_the_sweep_reads_each_feed_once_an_hour(world):
    site = Site(feed_of("Fog"))

    with http.wired(site):
        added(world)
        tasks.read_feeds()
        tasks.read_feeds()
        with clock.frozen_at(MORNING + timedelta(minutes=61)):
            tasks.read_feeds()

    assert site.calls == 2


def test_a_new_feed_is_read_at_once(world, django_capture_on_commit_callbacks):
    with http.wired(Site(feed_of("Fog"))), django_capture_on_commit_callbacks(execute=True):
        added(world)

    assert titles(world) == ["Fog"]


def test_a_feed_that_is_let_go_leaves_its_ideas(world):
    feed = added(world)
    read(world, feed, Site(feed_of("Fog")))

    feeds.let_go(feed, by=world.actor("manager"))

    assert titles(world) == ["Fog"]
    assert not IdeaFeed.objects.exists()


@pytest.mark.parametrize("address", ["ftp://harbour.example/feed", "harbour", "https://"])
def test_an_address_that_cannot_be_read_is_refused(world, address):
    with pytest.raises(Refusal) as refused:
        feeds.add(world.workspace, name="", address=address, by=world.actor("manager"))

    assert "address" in refused.value.fields


def test_a_feed_is_added_once_and_only_twelve_of_them(world):
    added(world)
    with pytest.raises(Refusal, match="already"):
        added(world)
    for number in range(11):
        feeds.add(world.workspace, name="", address=f"{ADDRESS}/{number}", by=world.actor("manager"))
    with pytest.raises(Refusal, match="Stop reading one"):
        feeds.add(world.workspace, name="", address=f"{ADDRESS}/more", by=world.actor("manager"))


@pytest.mark.parametrize("role", ["contributor", "client", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_add_no_feed(world, role):
    with pytest.raises(NotAllowed):
        feeds.add(world.workspace, name="", address=ADDRESS, by=world.actor(role))


def test_the_page_lists_feeds_and_takes_one(world):
    client = world.client("manager")
    taught = client.get("/tern/ideas/feeds").content.decode()

    client.post("/tern/ideas/feeds", {"address": ADDRESS, "name": "Harbour news"})
    page = client.get("/tern/ideas/feeds").content.decode()

    assert "Others have ideas too" in taught
    assert "Harbour news" in page
    assert "The site answered with 503" in page
    client.post(f"/tern/ideas/feeds/{IdeaFeed.objects.get().pk}/removal")
    assert not IdeaFeed.objects.exists()
