"""What every number of Results means: its formula, unit and source, and how its value is made from counts.

A definition has a version. When its formula or its source changes, the version rises and `since` says when, so that
nothing is compared across the break without a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.loop.analytics.domain.columns import ENGAGING
from waypost.networks.contract import Metric
from waypost.toolkit.wording import _


class Unit(StrEnum):
    """How a value is written."""

    COUNT = "count"
    PEOPLE = "people"
    SHARE = "share"
    EACH = "each"
    """So many for each of something: 2.4 comments a post."""


class Per(StrEnum):
    """What a derived metric divides by, where that is not a counter of the post."""

    POST = "post"
    FOLLOWER = "follower"


FIRST_DAY = date(2026, 11, 1)


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One metric. Counted ones have one part and no divisor; derived ones divide the sum of their parts.

    `says` are the words by which a strategy's goals may call it, longest meaning first; singular, lower case.
    """

    key: str
    label: str
    meaning: str
    formula: str
    unit: Unit
    source: str
    parts: tuple[Metric, ...]
    by: Metric | Per | None = None
    caution: str = ""
    says: tuple[str, ...] = ()
    version: int = 1
    since: date = FIRST_DAY

    @property
    def is_counted(self) -> bool:
        """Whether the network says it as it is."""
        return self.by is None and len(self.parts) == 1

    @property
    def is_level(self) -> bool:
        """Whether it stands at a height (followers) instead of adding up."""
        return self.parts == (Metric.FOLLOWERS,)

    @property
    def is_rate(self) -> bool:
        return self.by is not None

    def told_by(self, said: tuple[Metric, ...], account: tuple[Metric, ...] = ()) -> bool:
        """Whether a network that says these metrics of posts (and of accounts) gives a value."""
        known = {*said, *account}
        divisor = Metric.FOLLOWERS if self.by is Per.FOLLOWER else self.by
        return bool(known.intersection(self.parts)) and (not isinstance(divisor, Metric) or divisor in known)

    def of(
        self, counts: Mapping[Metric, int], *, followers: int | None = None, posts: int = 1
    ) -> float | None:
        """The value for counts of one post, or sums of `posts` posts; None when a part is not known.

        Sums give the ratio of sums. `followers` are those of the channel when the post was new, or their mean.
        """
        known = [counts[part] for part in self.parts if part in counts]
        if not known:
            return None
        return (
            ratio(sum(known), self._divisor(counts, followers, posts)) if self.is_rate else float(sum(known))
        )

    def _divisor(self, counts: Mapping[Metric, int], followers: int | None, posts: int) -> int | None:
        match self.by:
            case Per.POST:
                return posts
            case Per.FOLLOWER:
                return followers * posts if followers is not None else None
            case Metric():
                return counts.get(self.by)
            case None:
                return None


def ratio(part: float, whole: float | None) -> float | None:
    """`part` over `whole`; None where there is nothing to divide by."""
    return part / whole if whole else None


NETWORK = _("The network’s own count, read as it stands.")
DERIVED = _("Worked out by Waypost from the network’s counts.")
_OF_SUMS = _(
    "For several posts: the sum of one over the sum of the other, of those posts for which both are known."
)

METRICS = (
    Definition(
        key="impressions",
        label=_("Impressions"),
        meaning=_("How often posts were shown to somebody, the same person counted each time."),
        formula=_("impressions, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.IMPRESSIONS,),
        caution=_("Networks count differently what is seen; several now call it views."),
        says=("impression", "view", "post view"),
    ),
    Definition(
        key="reach",
        label=_("Reach"),
        meaning=_("How many different people a post was shown to."),
        formula=_("reach, summed over posts"),
        unit=Unit.PEOPLE,
        source=NETWORK,
        parts=(Metric.REACH,),
        caution=_(
            "Somebody who saw two posts is in the sum twice: it is not the number of people of a month."
        ),
        says=("reach", "people reached", "viewer"),
    ),
    Definition(
        key="engagements",
        label=_("Engagements"),
        meaning=_("How often people did something with a post on the network."),
        formula=_("likes + comments + shares + saves"),
        unit=Unit.COUNT,
        source=DERIVED,
        parts=ENGAGING,
        caution=_(
            "Clicks are not in it: they lead away and are counted apart. What a network does not report is left out."
        ),
        says=("engagement", "interaction"),
    ),
    Definition(
        key="likes",
        label=_("Likes"),
        meaning=_("How often a post was liked, by whatever sign the network has for it."),
        formula=_("likes, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.LIKES,),
        says=("like", "reaction", "favourite", "favorite"),
    ),
    Definition(
        key="comments",
        label=_("Comments"),
        meaning=_("How often somebody answered under a post."),
        formula=_("comments, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.COMMENTS,),
        says=("comment", "reply", "replies"),
    ),
    Definition(
        key="shares",
        label=_("Shares"),
        meaning=_("How often a post was passed on."),
        formula=_("shares and reposts, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.SHARES,),
        says=("share", "repost", "boost"),
    ),
    Definition(
        key="saves",
        label=_("Saves"),
        meaning=_("How often somebody kept a post for later."),
        formula=_("saves, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.SAVES,),
        says=("save", "bookmark"),
    ),
    Definition(
        key="clicks",
        label=_("Clicks"),
        meaning=_("How often the link in a post was followed."),
        formula=_("clicks on links, summed over posts"),
        unit=Unit.COUNT,
        source=_(
            "The network’s own count; where it says none, people who followed the post’s tracked links, counted by Waypost."
        ),
        parts=(Metric.CLICKS,),
        version=2,
        since=date(2026, 11, 22),
        says=("click", "link click", "click to the shop", "click-through"),
    ),
    Definition(
        key="video-views",
        label=_("Video views"),
        meaning=_("How often a video began to play for as long as the network asks."),
        formula=_("video views, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.VIDEO_VIEWS,),
        caution=_("Each network has a threshold of its own, from a glance to half a minute."),
        says=("video view", "view of videos", "play"),
    ),
    Definition(
        key="conversions",
        label=_("Conversions"),
        meaning=_("How often somebody who came from a post did what it was for: bought, booked, signed up."),
        formula=_("conversions, summed over posts"),
        unit=Unit.COUNT,
        source=NETWORK,
        parts=(Metric.CONVERSIONS,),
        says=("conversion", "order", "purchase", "sale", "sign-up", "signup", "lead", "booking"),
    ),
    Definition(
        key="followers",
        label=_("Followers"),
        meaning=_("How many follow your channels."),
        formula=_("followers today, summed over channels"),
        unit=Unit.PEOPLE,
        source=NETWORK,
        parts=(Metric.FOLLOWERS,),
        caution=_("Somebody who follows on two networks is counted on both."),
        says=("follower", "fan", "audience size"),
    ),
    Definition(
        key="engagement-rate-by-impressions",
        label=_("Engagement rate by impressions"),
        meaning=_("How many of those times that a post was seen led to something."),
        formula=_("engagements ÷ impressions"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=ENGAGING,
        by=Metric.IMPRESSIONS,
        caution=_OF_SUMS,
        says=("engagement rate by impression", "engagement rate by view", "engagement rate"),
    ),
    Definition(
        key="engagement-rate-by-reach",
        label=_("Engagement rate by reach"),
        meaning=_("How many engagements came for each person that a post was shown to."),
        formula=_("engagements ÷ reach"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=ENGAGING,
        by=Metric.REACH,
        caution=_OF_SUMS,
        says=("engagement rate by reach",),
    ),
    Definition(
        key="engagement-rate-by-followers",
        label=_("Engagement rate by followers"),
        meaning=_("How many engagements a post has for each of the channel’s followers."),
        formula=_("engagements ÷ followers when the post was new; for several posts, the mean"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=ENGAGING,
        by=Per.FOLLOWER,
        says=("engagement rate by follower", "engagement per follower"),
    ),
    Definition(
        key="click-through-rate",
        label=_("Click-through rate"),
        meaning=_("How many of those times that a post was seen led to a click on its link."),
        formula=_("clicks ÷ impressions"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=(Metric.CLICKS,),
        by=Metric.IMPRESSIONS,
        caution=_OF_SUMS,
        says=("click-through rate", "click through rate", "ctr"),
    ),
    Definition(
        key="conversion-rate",
        label=_("Conversion rate"),
        meaning=_("How many of those who followed a link did what it was for."),
        formula=_("conversions ÷ clicks"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=(Metric.CONVERSIONS,),
        by=Metric.CLICKS,
        caution=_OF_SUMS,
        says=("conversion rate", "cvr"),
    ),
    Definition(
        key="save-rate",
        label=_("Save rate"),
        meaning=_("How many of the people that a post reached kept it."),
        formula=_("saves ÷ reach"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=(Metric.SAVES,),
        by=Metric.REACH,
        caution=_OF_SUMS,
        says=("save rate",),
    ),
    Definition(
        key="share-rate",
        label=_("Share rate"),
        meaning=_("How many of the people that a post reached passed it on."),
        formula=_("shares ÷ reach"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=(Metric.SHARES,),
        by=Metric.REACH,
        caution=_OF_SUMS,
        says=("share rate", "virality rate", "virality"),
    ),
    Definition(
        key="reach-rate",
        label=_("Reach rate"),
        meaning=_("How large a part of its followers a channel’s post reached."),
        formula=_("reach ÷ followers when the post was new; for several posts, the mean"),
        unit=Unit.SHARE,
        source=DERIVED,
        parts=(Metric.REACH,),
        by=Per.FOLLOWER,
        caution=_("It can pass 100 %: posts also reach people who do not follow."),
        says=("reach rate",),
    ),
    Definition(
        key="frequency",
        label=_("Frequency"),
        meaning=_("How often, on average, the same person was shown a post."),
        formula=_("impressions ÷ reach"),
        unit=Unit.EACH,
        source=DERIVED,
        parts=(Metric.IMPRESSIONS,),
        by=Metric.REACH,
        caution=_OF_SUMS,
        says=("frequency",),
    ),
    Definition(
        key="applause-rate",
        label=_("Applause rate"),
        meaning=_("How many likes a post has."),
        formula=_("likes ÷ posts"),
        unit=Unit.EACH,
        source=DERIVED,
        parts=(Metric.LIKES,),
        by=Per.POST,
        says=("applause rate", "like per post"),
    ),
    Definition(
        key="conversation-rate",
        label=_("Conversation rate"),
        meaning=_("How many comments a post has."),
        formula=_("comments ÷ posts"),
        unit=Unit.EACH,
        source=DERIVED,
        parts=(Metric.COMMENTS,),
        by=Per.POST,
        says=("conversation rate", "comment per post"),
    ),
    Definition(
        key="amplification-rate",
        label=_("Amplification rate"),
        meaning=_("How often a post is passed on."),
        formula=_("shares ÷ posts"),
        unit=Unit.EACH,
        source=DERIVED,
        parts=(Metric.SHARES,),
        by=Per.POST,
        says=("amplification rate", "share per post"),
    ),
)

BY_KEY = {definition.key: definition for definition in METRICS}
