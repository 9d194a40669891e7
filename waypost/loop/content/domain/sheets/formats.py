"""The sheets of posts that other tools read and write: their columns as data, and how sure we are of each.

Where from: the vendors' help pages and public exporters' headers as of 2026; a column marked as a guess was not seen in
either, so a person is shown what we took it for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from waypost.loop.content.domain.sheets import options
from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.sheets.fields import Field
from waypost.loop.content.domain.sheets.options import Target


@dataclass(frozen=True)
class Column:
    """A column of a tool: its name, what it means, for which channel; `guess` where nobody showed it to us.

    `target` is the choice on one network that it makes.
    """

    name: str
    field: Field
    channel: str = ""
    guess: bool = False
    target: Target | None = None


@dataclass(frozen=True)
class Format:
    """How one tool writes posts in a table. `needs` are names without which it is not this tool's.

    `day` and `at` are how a file for it writes days and times; `asks_order` where each account there says how days are
    read. A file for it holds `most` posts.
    """

    key: str
    label: str
    columns: tuple[Column, ...]
    needs: frozenset[str]
    order: Order | None = None
    day: str = "%Y-%m-%d"
    at: str = "%H:%M"
    asks_order: bool = False
    one_channel: bool = True
    most: int | None = None
    writes_only: tuple[str, ...] = ()
    has_head: bool = True

    @cached_property
    def known(self) -> dict[str, Column]:
        """The columns by their plain names."""
        return {_plain(column.name): column for column in self.columns}

    @property
    def written(self) -> list[Column]:
        """The columns of a file that is written for the tool; what is chosen on a network stays here."""
        kept = (each for each in self.columns if each.field != Field.OPTION)
        return [each for each in kept if not self.writes_only or each.name in self.writes_only]


def _column(name: str, meaning: Field, *, guess: bool = False) -> Column:
    return Column(name, meaning, guess=guess)


def _choices(targets: Mapping[str, Target]) -> tuple[Column, ...]:
    return tuple(Column(name, Field.OPTION, target=target) for name, target in targets.items())


WAYPOST = Format(
    "waypost",
    "Waypost",
    (
        _column("id", Field.ID),
        _column("name", Field.TITLE),
        _column("text", Field.TEXT),
        _column("date", Field.DATE),
        _column("time", Field.TIME),
        _column("channels", Field.CHANNELS),
        _column("pillar", Field.PILLAR),
        _column("persona", Field.PERSONA),
        _column("goal", Field.GOAL),
        _column("funnel stage", Field.STAGE),
        _column("reactive", Field.REACTIVE),
        _column("purpose", Field.PURPOSE),
        _column("origin", Field.ORIGIN),
        _column("campaign", Field.CAMPAIGN),
        _column("slot", Field.SLOT),
        _column("brief", Field.BRIEF),
        _column("labels", Field.LABELS),
        _column("pictures", Field.PICTURES),
        _column("alt texts", Field.ALT),
    ),
    frozenset({"text", "channels", "funnel stage", "alt texts"}),
    Order.YEAR_FIRST,
    one_channel=False,
)

BUFFER = Format(
    "buffer",
    "Buffer",
    (
        _column("Text", Field.TEXT),
        _column("Image URL", Field.PICTURES),
        _column("Tags", Field.LABELS),
        _column("Posting Time", Field.WHEN),
        *_choices(options.BUFFER),
    ),
    frozenset({"text", "posting time"}),
    most=100,
)

SPROUT = Format(
    "sprout",
    "Sprout Social",
    (
        _column("date", Field.DATE),
        _column("time_24hr", Field.TIME),
        _column("message_text", Field.TEXT),
        _column("image_url", Field.PICTURES, guess=True),
        _column("tag", Field.LABELS, guess=True),
        _column("tags", Field.LABELS, guess=True),
        _column("network", Field.CHANNELS, guess=True),
        _column("profile", Field.CHANNELS, guess=True),
    ),
    frozenset({"time 24hr", "message text"}),
    asks_order=True,
    most=350,
    writes_only=("date", "time_24hr", "message_text"),
)

HOOTSUITE = Format(
    "hootsuite",
    "Hootsuite",
    (
        _column("Date", Field.WHEN, guess=True),
        _column("Message", Field.TEXT, guess=True),
        _column("Link", Field.LINK, guess=True),
    ),
    frozenset({"date", "message", "link"}),
    asks_order=True,
    most=350,
    has_head=False,
)
"""It names no columns: the first three are when, what, and a link."""

_METRICOOL_NETWORKS = (
    "Facebook",
    "Twitter/X",
    "LinkedIn",
    "GBP",
    "Instagram",
    "Pinterest",
    "TikTok",
    "Youtube",
    "Threads",
    "Bluesky",
)
METRICOOL = Format(
    "metricool",
    "Metricool",
    (
        _column("Text", Field.TEXT),
        _column("Date", Field.DATE),
        _column("Time", Field.TIME),
        _column("Draft", Field.UNUSED),
        *(_column(name, Field.ON_NETWORK) for name in _METRICOOL_NETWORKS),
        *(_column(f"Picture Url {number}", Field.PICTURES) for number in range(1, 11)),
        *(_column(f"Alt text picture {number}", Field.ALT) for number in range(1, 11)),
        _column("First Comment Text", Field.FIRST_COMMENT),
        *_choices(options.METRICOOL),
    ),
    frozenset({"text", "date", "time", "draft", "picture url 1"}),
    Order.YEAR_FIRST,
    at="%H:%M:%S",
    one_channel=False,
)

PUBLER = Format(
    "publer",
    "Publer",
    (
        _column("Date", Field.WHEN),
        _column("Message", Field.TEXT),
        _column("Link(s)", Field.LINK, guess=True),
        _column("Link", Field.LINK, guess=True),
        _column("Links", Field.LINK, guess=True),
        _column("Media URL(s)", Field.PICTURES, guess=True),
        _column("Media", Field.PICTURES, guess=True),
        _column("Title", Field.TITLE, guess=True),
        _column("Labels", Field.LABELS),
        _column("Label(s)", Field.LABELS),
    ),
    frozenset({"date", "message"}),
    day="%Y/%m/%d",
    writes_only=("Date", "Message", "Link(s)", "Media URL(s)", "Title", "Labels"),
)

LATER = Format(
    "later",
    "Later",
    (
        _column("Scheduled Time", Field.WHEN, guess=True),
        _column("Caption", Field.TEXT, guess=True),
        _column("Media URL", Field.PICTURES, guess=True),
        _column("Profile", Field.CHANNELS, guess=True),
        _column("Label", Field.LABELS, guess=True),
    ),
    frozenset({"scheduled time", "caption"}),
    one_channel=False,
)

FORMATS = {each.key: each for each in (WAYPOST, BUFFER, SPROUT, METRICOOL, LATER, PUBLER, HOOTSUITE)}
"""By key; the more a format asks for, the earlier it is tried."""

_ELSEWHERE = {
    "facebook_page": ("facebook",),
    "linkedin_page": ("linkedin",),
    "linkedin_person": ("linkedin",),
    "google_business": ("gbp", "google business", "google my business"),
    "x": ("twitter", "twitter/x"),
    "discord_webhook": ("discord",),
}

_SPOKEN = {
    "text": Field.TEXT,
    "post": Field.TEXT,
    "content": Field.TEXT,
    "caption": Field.TEXT,
    "copy": Field.TEXT,
    "message": Field.TEXT,
    "body": Field.TEXT,
    "description": Field.TEXT,
    "title": Field.TITLE,
    "name": Field.TITLE,
    "date": Field.DATE,
    "day": Field.DATE,
    "publish date": Field.DATE,
    "time": Field.TIME,
    "hour": Field.TIME,
    "publish time": Field.TIME,
    "date time": Field.WHEN,
    "datetime": Field.WHEN,
    "scheduled at": Field.WHEN,
    "scheduled time": Field.WHEN,
    "schedule date": Field.WHEN,
    "posting time": Field.WHEN,
    "link": Field.LINK,
    "url": Field.LINK,
    "image": Field.PICTURES,
    "image url": Field.PICTURES,
    "image urls": Field.PICTURES,
    "media": Field.PICTURES,
    "media url": Field.PICTURES,
    "media urls": Field.PICTURES,
    "picture": Field.PICTURES,
    "pictures": Field.PICTURES,
    "imageurls": Field.PICTURES,
    "gifurl": Field.PICTURES,
    "gifurls": Field.PICTURES,
    "mediaurls": Field.PICTURES,
    "video": Field.PICTURES,
    "videos": Field.PICTURES,
    "video url": Field.PICTURES,
    "video urls": Field.PICTURES,
    "videourls": Field.PICTURES,
    "alt": Field.ALT,
    "alt text": Field.ALT,
    "tags": Field.LABELS,
    "tag": Field.LABELS,
    "labels": Field.LABELS,
    "label": Field.LABELS,
    "category": Field.LABELS,
    "channel": Field.CHANNELS,
    "channels": Field.CHANNELS,
    "profile": Field.CHANNELS,
    "account": Field.CHANNELS,
    "network": Field.CHANNELS,
    "networks": Field.CHANNELS,
    "platform": Field.CHANNELS,
    "platforms": Field.CHANNELS,
    "first comment": Field.FIRST_COMMENT,
    "pillar": Field.PILLAR,
    "content pillar": Field.PILLAR,
    "theme": Field.PILLAR,
    "persona": Field.PERSONA,
    "audience": Field.PERSONA,
    "goal": Field.GOAL,
    "objective": Field.GOAL,
    "funnel stage": Field.STAGE,
    "campaign": Field.CAMPAIGN,
}
"""What people call columns in sheets of their own: always a guess."""

_PER_CHANNEL = {
    "text": Field.CHANNEL_TEXT,
    "format": Field.CHANNEL_FORMAT,
    "options": Field.CHANNEL_OPTIONS,
}


def format_of(head: Sequence[str]) -> Format | None:
    """Whose table begins with this row, by the names in it; None where it is nobody's."""
    names = {_plain(name) for name in head}
    fitting = [each for each in FORMATS.values() if each.needs <= names]
    return max(fitting, key=lambda each: len(names & each.known.keys()), default=None)


def columns_of(head: Sequence[str], chosen: Format | None) -> list[Column]:
    """What each column of a table means: as the tool says, else as its name sounds."""
    return [_meaning(name, chosen) for name in head]


def words_for(network: str) -> tuple[str, ...]:
    """What tools call a network of ours, in small letters."""
    return (network, *_ELSEWHERE.get(network, ()))


def by_place(width: int, chosen: Format) -> list[Column]:
    """What the columns of a table without names mean: the tool's, in their order."""
    known = list(chosen.columns[:width])
    return known + [Column("", Field.UNUSED)] * (width - len(known))


def _meaning(name: str, chosen: Format | None) -> Column:
    plain = _plain(name)
    if chosen is not None and plain in chosen.known:
        return chosen.known[plain]
    channel, colon, what = name.rpartition(":")
    if chosen is WAYPOST and colon and what.strip() in _PER_CHANNEL:
        return Column(name, _PER_CHANNEL[what.strip()], channel.strip())
    if plain in options.SPOKEN:
        return Column(name, Field.OPTION, guess=True, target=options.SPOKEN[plain])
    return Column(name, _SPOKEN.get(plain, Field.UNUSED), guess=plain in _SPOKEN)


def _plain(name: str) -> str:
    """A name as it sounds: small letters, single blanks."""
    return re.sub(r"[\s_\-]+", " ", name.strip().lstrip("\ufeff")).lower()
