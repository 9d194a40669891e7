"""One turn of the loop in this process: what is written in a file comes out changed by what was learned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.figures import Report, Stopwatch
from waypost.interfaces.simulation.run import run
from waypost.loop.analytics.models import Reading
from waypost.loop.analytics.queries import results
from waypost.loop.content.models import Post, Review
from waypost.loop.engagement.models import Conversation, Message
from waypost.loop.planning.models import Quarter, Slot
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.models import Proposal, StrategyVersion
from waypost.networks.contract import Metric

pytestmark = [pytest.mark.simulation, pytest.mark.django_db(transaction=True)]
WEEKS = 9


def plain_tastes() -> Brand:
    """People who make it easy: they want repair tips and rides, and little else, and say so."""
    brand = read_brand(BRANDS / "spoke-and-lane" / "audience.yaml")
    loud = {
        "interests": {"repair": 2.4, "ride": 2.0, "people": 0.3, "sale": 0.5, "weather": 0.8},
        "bores": {},
        "tires": 0,
    }
    file = brand.audience.model_dump(mode="json", by_alias=True)
    file["personas"] = [
        persona | loud | {"habits": persona["habits"] | {"comments": 0.001}} for persona in file["personas"]
    ]
    file |= {"noise": {"posts": 0.1}, "changes": []}
    return Brand(type(brand.audience).model_validate(file), brand.strategy)


@dataclass
class Turned:
    """What stands when the weeks are over."""

    brand: Brand
    report: Report
    workspace: Workspace


@pytest.fixture
def turned(tmp_path: Path, settings: Any) -> Turned:
    settings.MEDIA_ROOT = tmp_path
    brand = plain_tastes()
    report = run(brand, weeks=WEEKS, seed=1, policy="loop", watch=Stopwatch())
    return Turned(brand, report, Workspace.objects.get())


def shares_of(quarter: Quarter) -> Counter[str]:
    return Counter(
        Slot.objects.filter(quarter=quarter, pillar__isnull=False).values_list("pillar__key", flat=True)
    )


def test_one_turn_of_the_loop(turned: Turned) -> None:
    """One long test: its parts stand on each other, and the weeks are lived through once."""
    plans = list(Quarter.objects.order_by("starts_on"))
    slots = Slot.objects.filter(quarter__in=plans)
    posts = Post.objects.filter(kind=Post.Kind.POST)
    sent = Publication.objects.filter(post__in=posts)

    # The file became the first version, and the first plan is laid out by it.
    first, *later = StrategyVersion.objects.order_by("number")
    assert first.strategy.pillars == turned.brand.strategy.pillars
    assert plans[0].strategy_version == first.number == 1

    # Every slot became a post with its why, submitted, approved, and sent once, at its time.
    assert len(posts) == slots.count() == slots.exclude(taken_at=None).count() == 10 * WEEKS
    assert set(posts.values_list("state", flat=True)) == {"approved"}
    assert Review.objects.filter(post__in=posts, decision="submitted").count() == len(posts)
    assert Counter(sent.values_list("state", flat=True)) == {"published": len(posts)}
    assert len(set(sent.values_list("channel_id", "remote_id"))) == len(posts)
    assert all(row.published_at == row.due_at for row in sent)
    assert sum(quarter.posts for quarter in turned.report.quarters) == len(posts)

    # Who spoke was answered, under the same promises.
    said = Message.objects.filter(is_ours=True)
    assert said.count() > 10
    assert set(said.values_list("publication__state", flat=True)) == {"published"}
    assert not said.filter(remote_id="").exists()
    assert Conversation.objects.filter(publication__isnull=False).exists()

    # What came of it was read again and again.
    assert Reading.objects.count() > 3 * len(posts)
    found = results(turned.workspace.pk, sent.earliest("due_at").due_at, sent.latest("due_at").due_at)
    assert sum(post.counts.get(Metric.CLICKS, 0) for post in found) > 100

    # What was learned was proposed with its evidence, accepted, and is the strategy now.
    accepted = list(Proposal.objects.order_by("pk"))
    assert [proposal.state for proposal in accepted] == ["accepted"] * len(later)
    assert len(accepted) == sum(quarter.proposals for quarter in turned.report.quarters) > 0
    about_pillars = [proposal for proposal in accepted if proposal.subject == "pillars"]
    assert about_pillars, [proposal.title for proposal in accepted]
    assert about_pillars[0].evidence["posts"] >= 24
    assert about_pillars[0].evidence["points"]
    before = {pillar.key: pillar.share for pillar in first.strategy.pillars}
    after = {pillar.key: pillar.share for pillar in later[-1].strategy.pillars}
    assert later[-1].state == StrategyVersion.State.CURRENT
    assert after["repair-tips"] + after["rides"] > before["repair-tips"] + before["rides"]
    assert after["workshop-days"] < before["workshop-days"]

    # The next plan follows it.
    assert plans[-1].strategy_version == later[-1].number
    was, became = shares_of(plans[0]), shares_of(plans[-1])
    assert became["workshop-days"] / became.total() < was["workshop-days"] / was.total()
