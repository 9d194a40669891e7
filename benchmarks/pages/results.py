"""What became of the busy brand's posts: totals, a reading of each now and then, what its channels gained day by day."""

import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from benchmarks.pages import PAST
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.ageing import next_reading
from waypost.loop.analytics.domain.columns import POST_METRICS
from waypost.loop.analytics.models import (
    ChannelDay,
    ChannelReading,
    Measured,
    Meter,
    NativePost,
    Reading,
    Tally,
)
from waypost.loop.analytics.statements import engagements_of
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy.models import Goal, StrategyVersion
from waypost.networks.contract import Metric

BATCH = 500
AGES = (timedelta(hours=1), timedelta(hours=12), timedelta(days=2), timedelta(days=7), timedelta(days=30))
GROWN = {timedelta(hours=1): 0.2, timedelta(hours=12): 0.6, timedelta(days=2): 0.8, timedelta(days=7): 0.93}


class Numbers:
    """Numbers for everything that the brand sent, and for posts that it made elsewhere."""

    def __init__(self, workspace: Workspace, chance: random.Random, now: datetime) -> None:
        self.workspace = workspace
        self.chance = chance
        self.now = now
        self.gains: dict[tuple[int, date], Counter[Metric]] = defaultdict(Counter)
        self.posts: Counter[tuple[int, date]] = Counter()

    def write(self) -> list[int]:
        """Write them; the ids of what is measured."""
        sent = Publication.objects.filter(workspace=self.workspace, state="published").select_related("post")
        rows = [self._row(publication) for publication in sent]
        rows += self._natives(len(rows) // 50)
        Measured.objects.bulk_create(rows, BATCH)
        Reading.objects.bulk_create([reading for row in rows for reading in self._readings(row)], BATCH)
        self._days()
        self._goals()
        return [row.pk for row in rows]

    def _goals(self) -> None:
        """The strategy is as old as the posts, and one goal was counted by hand."""
        since = self.now - timedelta(days=PAST + 5)
        StrategyVersion.objects.filter(workspace=self.workspace).update(accepted_at=since)
        goal = Goal.objects.get(workspace=self.workspace, key="letter-readers")
        Tally.objects.bulk_create(
            Tally(workspace=self.workspace, goal=goal, on=self.workspace.today - timedelta(days=days),
                  value=900 - days, said_by="Manager Vale")
            for days in range(0, 240, 14)
        )  # fmt: skip

    def _row(self, publication: Publication) -> Measured:
        post, at = publication.post, publication.published_at
        assert at is not None
        row = Measured(
            workspace=self.workspace, channel_id=publication.channel_id, publication=publication, post=post,
            remote_id=publication.remote_id, words=(post.title or str(publication))[:140], pillar_id=post.pillar_id,
            reactive=post.reactive, format=self.chance.choice(["text", "image"]), published_at=at,
            local_on=self.workspace.local(at).date(),
        )  # fmt: skip
        return self._counted(row)

    def _natives(self, count: int) -> list[Measured]:
        last = (
            Publication.objects.filter(workspace=self.workspace)
            .values_list("channel_id", flat=True)
            .distinct()
        )
        channels = sorted(set(last))
        natives = NativePost.objects.bulk_create(
            NativePost(
                workspace=self.workspace, channel_id=self.chance.choice(channels), remote_id=f"native-{number}",
                text=f"Fog over the jetty, note {number}", format="text",
                at=self.now - timedelta(days=self.chance.random() * 270 + 1),
            )
            for number in range(count)
        )  # fmt: skip
        return [
            self._counted(
                Measured(
                    workspace=self.workspace, channel_id=native.channel_id, native=native, remote_id=native.remote_id,
                    words=native.text, format="text", published_at=native.at,
                    local_on=self.workspace.local(native.at).date(),
                )
            )
            for native in natives
        ]  # fmt: skip

    def _counted(self, row: Measured) -> Measured:
        seen = int(self.chance.lognormvariate(7, 0.6))
        weekend = 1.2 if row.local_on.weekday() > 4 else 1.0
        values = {
            Metric.IMPRESSIONS: int(seen * weekend), Metric.REACH: int(seen * 0.8), Metric.LIKES: int(seen * 0.03),
            Metric.COMMENTS: int(seen * 0.004), Metric.SHARES: int(seen * 0.003), Metric.SAVES: int(seen * 0.002),
            Metric.CLICKS: int(seen * 0.012), Metric.CONVERSIONS: int(self.chance.random() < seen / 14_000),
        }  # fmt: skip
        for metric, value in values.items():
            setattr(row, metric.value, value)
        row.engagements = engagements_of(values)
        row.followers = 4000
        row.read_at = self.now - timedelta(minutes=4)
        row.next_due_at = next_reading(row.published_at, row.read_at)
        self.posts[row.channel_id, row.local_on] += 1
        self.gains[row.channel_id, row.local_on].update(values)
        return row

    def _readings(self, row: Measured) -> list[Reading]:
        found = []
        for age in AGES:
            if row.published_at + age < self.now:
                grown = GROWN.get(age, 1.0)
                values = {metric.value: self._part(row, metric, grown) for metric in POST_METRICS}
                found.append(
                    Reading(workspace=self.workspace, measured=row, at=row.published_at + age, **values)
                )
        return found

    def _part(self, row: Measured, metric: Metric, grown: float) -> int | None:
        value = getattr(row, metric.value)
        return None if value is None else int(value * grown)

    def _days(self) -> None:
        channels = sorted({channel for channel, _on in self.gains})
        first = min(on for _channel, on in self.gains)
        today = self.workspace.today
        days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
        ChannelDay.objects.bulk_create(
            [
                ChannelDay(
                    workspace=self.workspace, channel_id=channel, on=on, posts_count=self.posts[channel, on],
                    followers=3000 + number * 4,
                    **{metric.value: value for metric, value in self.gains.get((channel, on), {}).items()},
                )
                for channel in channels
                for number, on in enumerate(days)
            ],
            BATCH,
        )  # fmt: skip
        Meter.objects.bulk_create(
            Meter(workspace=self.workspace, channel_id=channel, followers=4000, read_at=self.now)
            for channel in channels
        )
        ChannelReading.objects.bulk_create(
            ChannelReading(workspace=self.workspace, channel_id=channel, at=self.now, followers=4000)
            for channel in channels
        )
