"""The simulated weeks: the program's own actions in the order in which a team does them, in time that jumps.

On Mondays of a review the policy decides, the next weeks are opened and laid out; each Monday the week's slots become
posts, submitted and approved; every day what is due leaves, people are answered, results are read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.simulation import writer
from waypost.interfaces.simulation.beginning import SYSTEM, Begun
from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.engine import Engine
from waypost.interfaces.simulation.figures import Quarter, Stopwatch
from waypost.interfaces.simulation.periods import WEEKS_OF_A_QUARTER, Period, periods
from waypost.interfaces.simulation.policies import Policy
from waypost.loop.analytics.actions import readings
from waypost.loop.content.actions import attachments, posts, reviews
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.engagement import queries as engagement
from waypost.loop.engagement.actions import answers, arrivals
from waypost.loop.planning import queries as planning
from waypost.loop.planning.actions import quarters
from waypost.loop.publishing.actions import schedule
from waypost.toolkit import clock

if TYPE_CHECKING:
    from waypost.loop.planning.models import Slot

REVIEWING, WRITING, ANSWERING, READING = time(0, 5), time(0, 10), time(9, 10), time(23, 30)
BUSY_DAYS = (0, 3)
"""Monday and Thursday: the days on which people are answered and results are read."""
LAST_WEEKS = 2
"""At the end it is done every day, so that what is left looks like a brand at work."""


@dataclass
class Year:
    """One run. `week(number)` hears of each week that begins."""

    brand: Brand
    begun: Begun
    policy: Policy
    watch: Stopwatch
    week: Callable[[int], None] = lambda number: None
    engine: Engine = field(default_factory=Engine)
    answered: int = 0

    def run(self, weeks: int) -> list[Quarter]:
        """Live through the weeks; the quarters with their proposals, outcomes left open."""
        found = [Quarter(n + 1) for n in range(-(-weeks // WEEKS_OF_A_QUARTER))]
        done = 0
        for period in periods(self.brand.audience.begins_on, weeks):
            with clock.frozen_at(self._at(period.first_on, REVIEWING)):
                found[period.quarter - 1].proposals += self._review(period)
            for monday in period.mondays:
                self.week(done)
                done += 1
                self._live(monday, every_day=done > weeks - LAST_WEEKS)
        return found

    def _at(self, day: date, wall: time) -> datetime:
        return clock.to_utc(datetime.combine(day, wall), self.brand.zone)

    # Monday

    def _review(self, period: Period) -> int:
        with self.watch.on("reviewing"):
            changes = self.policy.review(self.begun, period.first_on)
        with self.watch.on("planning"):
            quarters.open(
                self.begun.workspace, starts_on=period.first_on, ends_on=period.last_on, by=self.begun.owner
            )
        return changes

    def _write(self, monday: date) -> None:
        """Let every slot of the week become an approved post."""
        access = access_of(self.begun.owner, self.begun.workspace.pk)
        week = planning.slots_between(access, monday, monday + timedelta(days=6))
        for slot in week.filter(taken_at=None).select_related("channel", "pillar", "quarter").order_by("at"):
            self._post(slot)

    def _post(self, slot: Slot) -> None:
        owner = self.begun.owner
        written = writer.write(
            self.brand.audience.writer,
            pillar=slot.pillar.key if slot.pillar else None,
            format_=slot.format,
            local=slot.local,
        )
        post = posts.draft(self.begun.workspace, by=owner, slot=slot, body=written.text)
        pictures = self.begun.pictures
        for number in range(written.pictures):
            picture = pictures[(slot.pk + number) % len(pictures)]
            attachments.attach(post, by=owner, media=picture)
        reviews.submit(post, by=owner)
        reviews.approve(post, by=owner, seen=seen_hash(variants_of(post)))
        schedule.follow(post, by=SYSTEM)

    # Every day

    def _live(self, monday: date, *, every_day: bool) -> None:
        with self.watch.on("writing"), clock.frozen_at(self._at(monday, WRITING)):
            self._write(monday)
        for number in range(7) if every_day else BUSY_DAYS:
            day = monday + timedelta(days=number)
            self._publish_until(self._at(day, ANSWERING))
            with self.watch.on("answering"), clock.frozen_at(self._at(day, ANSWERING)):
                self._answer()
            self._publish_until(self._at(day, READING))
            with self.watch.on("reading"), clock.frozen_at(self._at(day, READING)):
                self._follow()
                readings.read_due(by=SYSTEM)
        self._publish_until(self._at(monday + timedelta(days=6), READING))

    def _publish_until(self, moment: datetime) -> None:
        with self.watch.on("publishing"):
            self.engine.run_until(moment)

    def _answer(self) -> None:
        """Hear what people said, and answer everybody who waits."""
        for channel in self.begun.channels.values():
            arrivals.fetch(channel, by=SYSTEM)
        access = access_of(self.begun.owner, self.begun.workspace.pk)
        for conversation in engagement.waiting(access).select_related("channel"):
            text = writer.answer(self.brand.audience.writer, self.answered)
            answers.answer(conversation, text=text, by=self.begun.owner)
            self.answered += 1

    def _follow(self) -> None:
        """Let conversations know which answers were sent: the pull behind the reaction that is left out."""
        sent = engagement.answers_behind().select_related("publication__channel", "publication__post")
        for message in sent:
            assert message.publication is not None, "what was sent left as a publication"
            answers.follow(message.publication, by=SYSTEM)
