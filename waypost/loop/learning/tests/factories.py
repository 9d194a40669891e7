"""What the tests of learning start from: posts whose truth is known, measured long ago enough to speak."""

from datetime import datetime, timedelta

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.analytics.models import Measured, NativePost
from waypost.loop.learning.actions import effects, meetings
from waypost.loop.learning.domain.agenda import Rhythm
from waypost.loop.learning.models import Insight, Look, Meeting
from waypost.loop.learning.tests.audiences import HARBOUR_WINS, Truth, posts
from waypost.loop.strategy.domain.evidence import Expectation, Interval
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import MORE_HARBOUR, accepted_strategy, evidence
from waypost.toolkit import clock

LEARNING = Actor.system("what was learned")


def measured_posts(
    world: World, count: int = 120, truth: Truth = HARBOUR_WINS, *, seed: int = 1, weeks_ago: int = 2
) -> None:
    """So many posts, the last of them one or two weeks ago, with the conversions that the truth gave them."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    pillars = {pillar.key: pillar for pillar in Pillar.objects.filter(workspace=world.workspace)}
    rows = posts(truth, count, seed=seed)
    start = clock.start_of_week(world.workspace.today) - timedelta(
        days=7 * (int(rows[-1].day) // 7 + weeks_ago)
    )
    natives, measured = [], []
    for number, row in enumerate(rows):
        local = datetime.combine(start, datetime.min.time()) + timedelta(days=int(row.day), hours=row.hour)
        at = clock.to_utc(local, world.workspace.timezone)
        native = NativePost(
            workspace=world.workspace,
            channel=world.channel(row.channel),
            remote_id=f"post-{seed}-{number}",
            text=f"Note {number}",
            at=at,
            format=row.format,
            pillar=pillars[row.pillar],
            explained_at=at,
        )
        natives.append(native)
        measured.append(
            Measured(
                workspace=world.workspace,
                channel=native.channel,
                native=native,
                remote_id=native.remote_id,
                words=native.text,
                pillar=native.pillar,
                format=row.format,
                published_at=at,
                local_on=local.date(),
                conversions=row.count,
                read_at=clock.now(),
            )
        )
    NativePost.objects.bulk_create(natives)
    Measured.objects.bulk_create(measured)


def looked(world: World, **details: object) -> Look:
    """A look at posts among which some things matter."""
    measured_posts(world, **details)  # type: ignore[arg-type]
    effects.learn(world.workspace, by=LEARNING)
    return Look.objects.filter(workspace=world.workspace)[0]


def suggested(world: World) -> Insight:
    """An insight that nobody has put forward yet, without a look at posts behind it."""
    version = accepted_strategy(world)
    look = Look.objects.create(workspace=world.workspace, version=version.number or 0, metric="conversions")
    expects = Expectation(
        metric="conversions",
        measure="conversions per post",
        gain=Interval(value=0.05, low=0.02, high=0.08),
        by=world.workspace.today + timedelta(weeks=12),
    )
    return Insight.objects.create(
        workspace=world.workspace,
        look=look,
        position=0,
        lever="pillars",
        title="More of the harbour",
        reason="People like it.",
        patch=MORE_HARBOUR.model_dump(mode="json"),
        evidence=evidence().model_dump(mode="json"),
        expects=expects.model_dump(mode="json"),
        gain=0.05,
        low=0.02,
        high=0.08,
        sureness=0.98,
    )


def begun(world: World, rhythm: Rhythm = Rhythm.MONTH) -> Meeting:
    """A review that is being held; accepts the strategy where none is current."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    return meetings.begin(world.workspace, rhythm=rhythm, present="Odile, Mara", by=world.actor("strategist"))
