"""The front page: what is to be judged, what is on trial, what changed on the networks."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions.platform_reviews import opinion_on
from waypost.loop.listening.actions.trends import advice_on
from waypost.loop.listening.domain.platforms import ADVICE, STATES, State
from waypost.loop.listening.domain.trends import OUTCOMES, Advice, Outcome, Timing, timing
from waypost.loop.listening.models import PlatformReview, Trend
from waypost.toolkit.wording import count

SHOWN = 12
LATEST = 5
OUTCOME_LOOKS = {
    Outcome.POST: ("good", "check"),
    Outcome.ADAPT: ("good", "half"),
    Outcome.WAIT: ("warn", "hold"),
    Outcome.SKIP: ("quiet", "cross"),
}
STATE_LOOKS = {
    State.WEIGHING: ("signal", "ring"),
    State.PILOT: ("warn", "half"),
    State.KEPT: ("good", "check"),
    State.STOPPED: ("quiet", "cross"),
    State.DECLINED: ("quiet", "cross"),
}


@dataclass(frozen=True)
class TrendRow:
    """A trend with what the judgement of it comes to."""

    trend: Trend
    advice: Advice

    @property
    def age(self) -> int:
        """Days since it was first seen."""
        return max((self.trend.workspace.today - self.trend.seen_on).days, 0)

    @property
    def when(self) -> str:
        """How early it is, in a sentence."""
        if self.age == 0:
            return "First seen today: as early as it gets."
        days = count(self.age, "day", "days")
        said = {
            Timing.FRESH: f"First seen {days} ago: still early.",
            Timing.RISING: f"First seen {days} ago: it is rising, and getting older.",
            Timing.LATE: f"First seen {days} ago: late for anything but a turn of one’s own.",
        }
        return said[timing(self.age)]

    @property
    def word(self) -> str:
        """What was chosen, else what is advised, else that it is to be judged."""
        if self.trend.outcome:
            return OUTCOMES[Outcome(self.trend.outcome)]
        return f"{OUTCOMES[self.advice.outcome]}?" if self.advice.outcome else "To be judged"

    @property
    def looks(self) -> tuple[str, str]:
        """What is open is a ring, whatever is advised."""
        return OUTCOME_LOOKS[Outcome(self.trend.outcome)] if self.trend.outcome else ("signal", "ring")

    @property
    def why(self) -> str:
        return self.trend.reason or self.trend.advised_because if self.trend.outcome else self.advice.why


@dataclass(frozen=True)
class ReviewRow:
    """A network that is or was weighed."""

    review: PlatformReview

    @property
    def word(self) -> str:
        if self.review.is_pilot and self.review.called_at is not None:
            return "Term over"
        return STATES[State(self.review.state)]

    @property
    def looks(self) -> tuple[str, str]:
        if self.review.is_pilot and self.review.called_at is not None:
            return "signal", "ring"
        return STATE_LOOKS[State(self.review.state)]

    @property
    def advice(self) -> str:
        return ADVICE[opinion_on(self.review).advice]

    @property
    def passed(self) -> int:
        """How much of its term has passed, in per cent."""
        return round(self.review.part_passed(self.review.workspace.today) * 100)

    @property
    def days_left(self) -> int:
        assert self.review.ends_on is not None, "a pilot has an end"
        return max((self.review.ends_on - self.review.workspace.today).days, 0)


@page("listening.see")
@require_safe
def listening(request: WorkspaceRequest) -> HttpResponse:
    """What is worth joining: trends, networks, and what changed on them."""
    access = request.access
    topics = queries.topics(request.workspace.pk)
    fresh = list(queries.open_trends(access)[:SHOWN])
    waiting = list(queries.waiting_trends(access)[:SHOWN])
    reviews = [ReviewRow(review) for review in queries.open_reviews(access)[:SHOWN]]
    context = {
        "open": [TrendRow(trend, advice_on(trend, topics)) for trend in fresh],
        "waiting": [TrendRow(trend, advice_on(trend, topics)) for trend in waiting],
        "reviews": reviews,
        "notes": list(queries.notes(access)[:LATEST]),
        "called": sum(1 for row in reviews if row.review.called_at is not None),
        "may_note": access.may("listening.note"),
        "may_judge": access.may("listening.judge"),
    }
    return render(request, "listening/listening.html", context)
