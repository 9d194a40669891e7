"""One turn of the whole loop on the real Bluesky: what people there do changes the strategy and the next quarter.

The weeks before this one are lived through in time that jumps; the network's own clock runs on, as it does for us all.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from tests.servers.bluesky.network import Network
from tests.servers.bluesky.people import Somebody, eventually
from waypost.foundation.channels.actions import channels
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import people
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.simulation.engine import Engine
from waypost.loop.analytics.actions import readings
from waypost.loop.analytics.queries import results
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.engagement import queries as engagement
from waypost.loop.engagement.actions import answers, arrivals
from waypost.loop.learning.actions import effects, insights
from waypost.loop.planning import queries as planning
from waypost.loop.planning.actions import quarters
from waypost.loop.planning.models import Quarter, Slot
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.actions import proposals, versions
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.loop.strategy.queries import current_version
from waypost.networks import registry
from waypost.networks.contract import Metric
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret

pytestmark = [pytest.mark.server, pytest.mark.django_db]

STRATEGY = Path(__file__).with_name("tern-and-tide.yaml")
SYSTEM = Actor.system("the timetable")
ZONE = "Europe/Lisbon"
WEEKS = 6
FANS = 8
LIKED = {"harbour-life": (5, 7, 6, 8, 6, 7), "finished-work": (1, 2, 0, 1, 2, 1)}
"""The truth of these people: how many of them like a post of a pillar, in turn."""
SAID = {"harbour-life": "The ferry left in the fog.", "finished-work": "Linocut, 30 by 40, a run of forty."}


@dataclass(frozen=True)
class Brand:
    """Tern & Tide as the program knows it, with its account on the network."""

    workspace: Workspace
    owner: Actor
    channel: Channel


@pytest.fixture
def monday() -> date:
    """The day after the quarter before this one, so long ago that its last post was out for as long as learning waits."""
    return clock.start_of_week(clock.today(ZONE) - timedelta(days=3))


@pytest.fixture
def brand(bluesky: Network, tern: Somebody) -> Brand:
    person = people.join(email="ines@tern.example", name="Inês", password=None, by=SYSTEM)
    workspace = workspaces.found(
        person, name="Tern & Tide", size=Workspace.Size.TEAM, timezone=ZONE, by=SYSTEM
    )
    owner = Actor.of_person(person)
    channel = channels.connect(
        workspace, network="bluesky", server=bluesky.pds, handle=tern.handle, token=Secret(tern.app_password()),
        name="Sky", key="sky", by=owner,
    )  # fmt: skip
    return Brand(workspace, owner, channel)


@pytest.fixture
def fans(bluesky: Network) -> list[Somebody]:
    return [Somebody.signs_up(bluesky.pds, f"fan{number}.test") for number in range(FANS)]


def test_the_loop_turns_once(brand: Brand, tern: Somebody, fans: list[Somebody], monday: date) -> None:
    begins_on = monday - timedelta(weeks=WEEKS)
    with at(begins_on, time(0, 5)):
        versions.adopt(
            brand.workspace, strategy=read_yaml(STRATEGY.read_bytes()), note="How it begins", by=brand.owner
        )
        first = opened(brand, begins_on, monday - timedelta(days=1))
    with at(begins_on, time(0, 10)):
        written = [post_of(brand, slot) for slot in slots_of(brand, first)]
        Engine().run_until(moment(monday, time(0, 0)))
    sent = published(brand)
    assert len(sent) == len(written) >= 40
    assert {one["uri"] for one in tern.records(tern.did)} == {one.remote_id for one in sent}

    like_in_turn(fans, sent)
    asked = fans[0].says("When do you open?", under=sent[0].remote_id)
    answer_everybody(brand)
    read(brand, sent)

    said = effects.learn(brand.workspace, by=SYSTEM)
    by_pillar = {effect.level: effect for effect in said if effect.factor == "pillar"}
    assert by_pillar["harbour-life"].is_said
    assert by_pillar["harbour-life"].value > 0 > by_pillar["finished-work"].value
    proposal = next(one for one in insights.propose(brand.workspace, by=SYSTEM) if one.subject == "pillars")
    assert proposal.stands_on.posts == len(sent)
    proposals.accept(proposal, by=brand.owner)
    version = current_version(brand.workspace.pk)
    assert version is not None
    assert version.number == 2
    following = opened(
        brand, clock.today(ZONE), clock.today(ZONE) + timedelta(weeks=WEEKS) - timedelta(days=1)
    )

    pillar = version.strategy.pillar("harbour-life")
    assert pillar is not None
    assert pillar.share > 0.5
    assert share(brand, first) == pytest.approx(0.5, abs=0.05)
    assert share(brand, following) == pytest.approx(pillar.share, abs=0.05)
    below = [one["value"] for one in tern.records(tern.did) if "reply" in one["value"]]
    assert [(one["text"], one["reply"]["parent"]["uri"]) for one in below] == [("At ten.", asked)]


def at(day: date, wall: time) -> AbstractContextManager[None]:
    return clock.frozen_at(moment(day, wall))


def moment(day: date, wall: time) -> datetime:
    return clock.to_utc(datetime.combine(day, wall), ZONE)


def opened(brand: Brand, starts_on: date, ends_on: date) -> Quarter:
    return quarters.open(brand.workspace, starts_on=starts_on, ends_on=ends_on, by=brand.owner)


def slots_of(brand: Brand, quarter: Quarter) -> list[Slot]:
    access = access_of(brand.owner, brand.workspace.pk)
    found = planning.slots_between(access, quarter.starts_on, quarter.ends_on)
    return list(found.select_related("channel", "pillar", "quarter").order_by("at"))


def share(brand: Brand, quarter: Quarter) -> float:
    """Which part of a quarter's slots tells of the harbour."""
    pillars = [slot.pillar.key for slot in slots_of(brand, quarter) if slot.pillar]
    return pillars.count("harbour-life") / len(pillars)


def post_of(brand: Brand, slot: Slot) -> int:
    """A slot becomes an approved post that waits for its time."""
    assert slot.pillar is not None
    body = f"{SAID[slot.pillar.key]} ({slot.local:%A}, {slot.local.day} {slot.local:%B})"
    post = posts.draft(brand.workspace, by=brand.owner, slot=slot, body=body)
    reviews.submit(post, by=brand.owner)
    reviews.approve(post, by=brand.owner, seen=seen_hash(variants_of(post)))
    schedule.follow(post, by=SYSTEM)
    return post.pk


def published(brand: Brand) -> list[Publication]:
    found = Publication.objects.filter(workspace=brand.workspace, state="published", post__kind="post")
    return list(found.select_related("post__pillar").order_by("due_at"))


def like_in_turn(fans: Sequence[Somebody], sent: Sequence[Publication]) -> None:
    """Each post is liked by as many as its pillar's truth says, the next fans each time."""
    turns = dict.fromkeys(LIKED, 0)
    liked: dict[int, list[str]] = {number: [] for number in range(len(fans))}
    for number, publication in enumerate(sent):
        assert publication.post.pillar is not None
        key = publication.post.pillar.key
        count = LIKED[key][turns[key] % len(LIKED[key])]
        turns[key] += 1
        for fan in range(count):
            liked[(number + fan) % len(fans)].append(publication.remote_id)
    for number, uris in liked.items():
        fans[number].likes_all(uris)


def answer_everybody(brand: Brand) -> None:
    """What was said arrives, waits, and is answered through the queue."""
    eventually(lambda: arrivals.fetch(brand.channel, by=SYSTEM))
    access = access_of(brand.owner, brand.workspace.pk)
    (conversation,) = engagement.waiting(access)
    answers.answer(conversation, text="At ten.", by=brand.owner)
    assert Engine().work() == 1
    for message in engagement.answers_behind():
        assert message.publication is not None
        answers.follow(message.publication, by=SYSTEM)
    assert not engagement.waiting(access)


def read(brand: Brand, sent: Sequence[Publication]) -> None:
    """Once the application has counted every like, read what became of the posts."""
    expected = sum(LIKED[key][turn % 6] for key in LIKED for turn in range(turns_of(sent, key)))
    eventually(lambda: likes_there(brand, sent) == expected, seconds=60)

    readings.read_due(by=SYSTEM)

    counted = [one.counts for one in results(brand.workspace.pk, sent[0].due_at, clock.now())]
    assert len(counted) == len(sent)
    assert sum(counts[Metric.LIKES] for counts in counted) == expected


def likes_there(brand: Brand, sent: Sequence[Publication]) -> int:
    measure, uris = registry.measure("bluesky"), [one.remote_id for one in sent]
    pages = [uris[first : first + 25] for first in range(0, len(uris), 25)]
    return sum(
        counts[Metric.LIKES]
        for page in pages
        for counts in measure.posts(brand.channel.account, page).values()
    )


def turns_of(sent: Sequence[Publication], key: str) -> int:
    return sum(one.post.pillar is not None and one.post.pillar.key == key for one in sent)
