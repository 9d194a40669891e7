"""Why a person proposes a change: what they saw, what they expect, and what would change their mind."""

from dataclasses import dataclass
from datetime import date

from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Interval
from waypost.toolkit.wording import _, count, opening

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Reasons:
    """What a person says for a change. `gain` is a difference in parts of one; without a metric nothing is expected.

    `page` is a page beneath the brand's address that shows what was seen, `posts` on how many posts it stands.
    """

    reason: str
    saw: str
    title: str = ""
    page: str = ""
    posts: int = 0
    would_change: tuple[str, ...] = ()
    metric: str = ""
    measure: str = ""
    gain: float = 0.0
    by: date | None = None

    @property
    def evidence(self) -> Evidence:
        """What it stands on, as a proposal keeps it."""
        return Evidence(
            measure=self.measure or _("what people see"),
            saw=self.saw,
            posts=self.posts,
            would_change=self.would_change,
            page=self.page,
        )

    @property
    def expectation(self) -> Expectation | None:
        """What should come of it, as a proposal keeps it: a person's guess has no interval around it."""
        if not self.metric or self.by is None:
            return None
        gain = Interval(value=self.gain, low=self.gain, high=self.gain)
        return Expectation(metric=self.metric, measure=self.measure, gain=gain, by=self.by)


def title_of_change(before: Strategy, after: Strategy) -> str:
    """Say a change in a line: what it changes first, and how much more there is; "" where nothing changes."""
    sentences = [change.sentence.rstrip(".") for change in difference(before, after).changes]
    if not sentences:
        return ""
    more = _(", and {changes}").format(changes=count(len(sentences) - 1, "change more", "changes more"))
    rest = more if len(sentences) > 1 else ""
    in_a_line = " ".join(sentences[0].split())
    return f"{opening(in_a_line, LONGEST_TITLE - len(rest))}{rest}"
