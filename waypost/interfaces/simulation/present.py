"""A simulated brand that reaches the present: what was, the week that goes on, and its plan for the next ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db.models import F

from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.simulation import database, ids, lookback, scenes, teams
from waypost.interfaces.simulation.beginning import SYSTEM, Begun, begin
from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.figures import Stopwatch
from waypost.interfaces.simulation.periods import WEEKS_OF_A_QUARTER
from waypost.interfaces.simulation.run import before
from waypost.interfaces.simulation.teams import Team
from waypost.interfaces.simulation.year import ANSWERING, WRITING, Year
from waypost.loop.analytics.actions import readings
from waypost.loop.engagement.actions import arrivals
from waypost.loop.learning.actions import effects, expectations, insights
from waypost.loop.planning.actions import quarters
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.models import Proposal
from waypost.networks.sandbox import adopting
from waypost.networks.sandbox.server import open_sandbox
from waypost.toolkit import clock

BRAND = BRANDS / "tern-and-tide" / "audience.yaml"
UNANSWERED = 3
"""So many days nobody has answered anybody."""
AHEAD = 4
"""Weeks that are planned from this one on; the first two are written."""
WRITTEN = 2


@dataclass
class Considered:
    """At the turn of each quarter the team accepts one change: what was put off the last time, or what is proposed now."""

    team: Team
    begins_on: date
    put_off: list[Proposal] = field(default_factory=list)
    learns = True

    def review(self, begun: Begun, on: date) -> int:
        expectations.check(begun.workspace, by=SYSTEM)
        effects.learn(begun.workspace, by=SYSTEM)
        if (on - self.begins_on).days // 7 % WEEKS_OF_A_QUARTER:
            return 0
        if self.put_off:
            chosen = proposals.bring_back(self.put_off.pop(), by=self.team.strategist)
        elif (proposed := self.choose(begun, first=("pillars",))) is not None:
            chosen = proposed
        else:
            return 0
        proposals.accept(chosen, note="Small enough to see what it does.", by=self.team.strategist)
        return 1

    def choose(self, begun: Begun, *, first: tuple[str, ...]) -> Proposal | None:
        """Hear what is proposed; leave one open, of the `first` levers where there is one, and put off the others."""
        put = insights.propose(begun.workspace, by=SYSTEM)
        put.sort(key=lambda one: first.index(one.kind) if one.kind in first else len(first))
        for proposal in put[1:]:
            note = "One thing at a time."
            self.put_off.append(proposals.postpone(proposal, note=note, by=self.team.strategist))
        return put[0] if put else None


class Present(Year):
    """Weeks that end in the middle: in the present one."""

    def go_on(self, monday: date, now: datetime) -> None:
        """Live through this week until now, with the plan and the posts of the next ones."""
        with clock.frozen_at(self._at(monday, time(0, 5))):
            ends_on = monday + timedelta(weeks=AHEAD, days=-1)
            quarters.open(self.begun.workspace, starts_on=monday, ends_on=ends_on, by=self.begun.owner)
        with clock.frozen_at(self._at(monday, WRITING)):
            for week in range(WRITTEN):
                self._write(monday + timedelta(weeks=week))
        today = clock.to_local(now, self.brand.zone).date()
        for number in range((today - monday).days + 1 - UNANSWERED):
            answering = self._at(monday + timedelta(days=number), ANSWERING)
            self._publish_until(answering)
            with clock.frozen_at(answering):
                self._answer()
        self._publish_until(now)


def live(home: Path, *, weeks: int, seed: int, first_id: int, say: Callable[[str], None]) -> str:
    """Let the demo's brand live in this home until now; its slug."""
    database.prepare(is_kept=True)
    ids.begin_above(first_id)
    file, now = home / "sandbox.sqlite3", clock.now()
    sandbox = open_sandbox(str(file))
    adopting.begin_high(file, first_id)
    brand = read_brand(BRAND)
    monday = clock.start_of_week(clock.to_local(now, brand.zone).date())
    brand = brand.beginning(monday - timedelta(weeks=weeks))
    watch = Stopwatch()
    with before(sandbox, watch):
        with clock.frozen_at(_midnight(brand, brand.audience.begins_on)):
            sandbox.settle(brand.audience, seed)
            begun, team = teams.gather(begin(brand))
            policy = Considered(team, brand.audience.begins_on)
            year = Present(brand, begun, policy, watch, lambda week: say(f"week {week + 1} of {weeks}"))
            year.run(weeks)
        with clock.frozen_at(_midnight(brand, monday)):
            year.go_on(monday, now)
        for channel in begun.channels.values():
            arrivals.fetch(channel, by=SYSTEM)
        readings.read_due(by=SYSTEM)
        expectations.check(begun.workspace, by=SYSTEM)
        effects.learn(begun.workspace, by=SYSTEM)
        policy.choose(begun, first=("formats", "pillars"))
        lookback.look(begun, team)
        scenes.play(begun, team, sandbox)
    _seal(begun.workspace)
    return begun.workspace.slug


def _midnight(brand: Brand, on: date) -> datetime:
    return clock.to_utc(datetime.combine(on, time(0, 1)), brand.zone)


def _seal(workspace: Workspace) -> None:
    """Say that it is simulated, and leave nothing behind that would be done once more elsewhere."""
    Workspace.objects.filter(pk=workspace.pk).update(is_simulated=True)
    Person.objects.update(is_simulated=True)
    Entry.objects.filter(reacted_at=None).update(reacted_at=F("at"))
    Notice.objects.filter(mailed_at=None).update(mailed_at=F("mail_due_at"))
