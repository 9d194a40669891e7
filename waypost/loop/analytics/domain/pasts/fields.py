"""What a column of an export may mean, and what the names mean that tools and networks give to columns.

Names are those of the vendors' exports of 2024 to 2026; a guess is one that is not the same everywhere.
"""

import re
from enum import StrEnum

from waypost.networks.contract import Metric
from waypost.toolkit.wording import _


class PastField(StrEnum):
    """A meaning; those that are metrics carry the metric's own name."""

    TEXT = "text"
    WHEN = "when"
    DATE = "date"
    TIME = "time"
    LINK = "link"
    ID = "id"
    CHANNEL = "channel"
    TAGS = "tags"
    FORMAT = "format"
    IMPRESSIONS = "impressions"
    REACH = "reach"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    CLICKS = "clicks"
    VIDEO_VIEWS = "video_views"
    CONVERSIONS = "conversions"
    UNUSED = ""


WORDS = {
    PastField.UNUSED: _("Leave it out"),
    PastField.TEXT: _("What the post said"),
    PastField.WHEN: _("Day and time"),
    PastField.DATE: _("Day"),
    PastField.TIME: _("Time"),
    PastField.LINK: _("Address of the post"),
    PastField.ID: _("The network’s id of the post"),
    PastField.CHANNEL: _("Channel"),
    PastField.TAGS: _("Tags or labels"),
    PastField.FORMAT: _("Kind of post"),
    PastField.IMPRESSIONS: _("Impressions"),
    PastField.REACH: _("Reach"),
    PastField.LIKES: _("Likes and reactions"),
    PastField.COMMENTS: _("Comments and replies"),
    PastField.SHARES: _("Shares and reposts"),
    PastField.SAVES: _("Saves and bookmarks"),
    PastField.CLICKS: _("Clicks"),
    PastField.VIDEO_VIEWS: _("Views of the video"),
    PastField.CONVERSIONS: _("Conversions"),
}
"""What a person may choose for a column, in the order of the list."""

_NAMES = {
    PastField.TEXT: "post text|text|message|caption|description|tweet text|post title|video title|title|post|content",
    PastField.WHEN: "publish time|published at|published|sent at|sent|post time|time sent|date and time|created at"
    "|posted at|video publish time|date time|published date|publish date",
    PastField.DATE: "date|created date|day|post date|date published",
    PastField.TIME: "time|hour|post hour",
    PastField.LINK: "permalink|post link|link|url|post url|video link|tweet permalink",
    PastField.ID: "post id|tweet id|native id|network post id",
    PastField.CHANNEL: "profile|channel|account|account name|account username|page name|network|social network"
    "|profile name|posted by",
    PastField.TAGS: "tags|tag|labels|label|campaign|campaign name|custom labels",
    PastField.FORMAT: "post type|type|content type|format|media type",
    PastField.IMPRESSIONS: "impressions|views|post impressions|total impressions",
    PastField.REACH: "reach|viewers|unique impressions|post reach|people reached",
    PastField.LIKES: "likes|reactions|favorites|total likes|likes and reactions|like",
    PastField.COMMENTS: "comments|replies|total comments|comment",
    PastField.SHARES: "reposts|retweets|shares|total shares|boosts|share",
    PastField.SAVES: "saves|bookmarks|add to favorites|saved",
    PastField.CLICKS: "link clicks|url clicks|clicks|post link clicks|total clicks|post clicks",
    PastField.VIDEO_VIEWS: "video views|total views|plays|3 second video views|media views",
    PastField.CONVERSIONS: "conversions|key events",
}
_SURE = frozenset(
    [
        "post text",
        "publish time",
        "permalink",
        "post link",
        "post id",
        "tweet id",
        "tweet text",
        "tweet permalink",
        "post type",
        "impressions",
        "reach",
        "likes",
        "reactions",
        "comments",
        "replies",
        "reposts",
        "retweets",
        "saves",
        "bookmarks",
        "link clicks",
        "url clicks",
        "video views",
    ]
)
KNOWN = {name: field for field, names in _NAMES.items() for name in names.split("|")}
"""The meaning of a plain name."""
_RANK = {name: place for names in _NAMES.values() for place, name in enumerate(names.split("|"))}

METRICS = {
    field: Metric(field.value) for field in PastField if field.value in {metric.value for metric in Metric}
}
"""The metrics among the meanings."""


def plain(name: str) -> str:
    """A column's name without capitals, marks and brackets."""
    return " ".join(re.sub(r"\(.*?\)|[^\w\s]", " ", name.replace("_", " ").casefold()).split())


def meanings(head: tuple[str, ...]) -> list[tuple[PastField, bool]]:
    """What each column means, and whether that is a guess; a meaning is given to one column only, the surest."""
    best: dict[PastField, int] = {}
    names = [plain(name) for name in head]
    for place, name in enumerate(names):
        field = KNOWN.get(name)
        if field is not None and (field not in best or _RANK[name] < _RANK[names[best[field]]]):
            best[field] = place
    if PastField.WHEN in best:
        best.pop(PastField.DATE, None)
        best.pop(PastField.TIME, None)
    chosen = {place: field for field, place in best.items()}
    return [
        (chosen.get(place, PastField.UNUSED), place in chosen and name not in _SURE)
        for place, name in enumerate(names)
    ]
