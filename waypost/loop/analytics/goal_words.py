"""Says how a goal stands."""

from dataclasses import dataclass

from waypost.loop.analytics.domain.aims import Way, in_per_cent
from waypost.loop.analytics.domain.goals import GoalProgress, Standing, Unknown
from waypost.loop.analytics.domain.metrics import Unit
from waypost.loop.analytics.figures import day_words, plain_number
from waypost.toolkit.wording import _, count
from waypost.ui.charts import Progress
from waypost.ui.components.figures import percent

LOOKS = {
    Standing.MET: (_("Met"), "good", "check"),
    Standing.AHEAD: (_("Ahead"), "good", "check"),
    Standing.ON_PACE: (_("On pace"), "good", "dot"),
    Standing.BEHIND: (_("Behind"), "warn", "half"),
    Standing.MISSED: (_("Missed"), "bad", "cross"),
    Standing.UNKNOWN: (_("Not measurable yet"), "quiet", "question"),
    Standing.INTENTION: (_("An intention"), "quiet", "ring"),
}
WHY_UNKNOWN = {
    Unknown.NO_METRIC: _("No network counts “{metric}”. Write down where it stands, and its line is drawn."),
    Unknown.NOT_TOLD: _("None of your networks reports “{metric}”. Write it down from where you see it."),
    Unknown.NO_READINGS: _("There are no numbers for it yet, or not for long enough."),
}


@dataclass(frozen=True)
class GoalWords:
    """A goal in words: its state, its numbers, and when it is met."""

    goal: GoalProgress
    href: str

    @property
    def state(self) -> str:
        """The word of its state, with the days that it is off."""
        word = LOOKS[self.goal.standing][0]
        days = abs(self.goal.days_off)
        if self.goal.standing in {Standing.AHEAD, Standing.BEHIND} and days:
            return f"{count(days, 'day', 'days')} {word.lower()}"
        return word

    @property
    def tone(self) -> str:
        return LOOKS[self.goal.standing][1]

    @property
    def shape(self) -> str:
        return LOOKS[self.goal.standing][2]

    @property
    def actual(self) -> str:
        return self.value(self.goal.actual)

    @property
    def target(self) -> str:
        return self.value(self.goal.target)

    @property
    def expected(self) -> str:
        return self.value(self.goal.expected)

    @property
    def baseline(self) -> str:
        return self.value(self.goal.baseline)

    def value(self, number: float | None) -> str:
        """One of its numbers; a rate that the strategy writes as 3 for 3 % is read as it is written."""
        if number is None:
            return "–"
        return percent(number) if self.is_share else plain_number(number)

    @property
    def is_share(self) -> bool:
        aim = self.goal.aim
        if aim is None or self.goal.by_hand or aim.metric.unit is not Unit.SHARE:
            return False
        return not in_per_cent(self.goal.target, aim)

    @property
    def forecast(self) -> str:
        """When it is met at this pace, or why nobody can say."""
        goal = self.goal
        if goal.unknown is not None:
            return WHY_UNKNOWN[goal.unknown].format(metric=goal.metric)
        if goal.standing in {Standing.INTENTION, Standing.MISSED}:
            return self._ended
        if goal.standing is Standing.MET:
            return _("It is reached; the strategy may ask for more.")
        if goal.is_early:
            return _("It is too early to say when it will be met.")
        if goal.meets_on is None:
            return _("At this pace it will not be met: it is not getting nearer.")
        on = day_words(goal.meets_on, goal.today)
        return f"At this pace it will be met on {on}{'' if goal.is_in_time else ', after its date'}."

    @property
    def _ended(self) -> str:
        if self.goal.standing is Standing.INTENTION:
            return _("It becomes a goal with a measure, a number and a day.")
        return _("Its date has passed.")

    @property
    def way(self) -> str:
        """How its number comes about."""
        aim = self.goal.aim
        if self.goal.by_hand:
            return _("Counted by hand.")
        if aim is None:
            return ""
        match aim.way:
            case Way.LEVEL:
                return f"{aim.metric.label} today, all channels together."
            case Way.TOTAL:
                since = day_words(self.goal.starts_on, self.goal.today)
                return f"{aim.metric.label} since {since}, when the goal was set."
            case Way.WINDOW:
                return f"{aim.metric.label} of the last {aim.days} days."
            case Way.RATE:
                return f"{aim.metric.label} of the last {aim.days} days."

    @property
    def progress(self) -> Progress | None:
        """The bar, where something is known."""
        return None if self.goal.reached is None else Progress(self.goal.reached, self.goal.passed)
