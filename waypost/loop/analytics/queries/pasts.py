"""Exports of the past, and what is known already of the posts that they tell of."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.domain.columns import POST_METRICS, told_of
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.reading import PastRow, PastSheet, understand
from waypost.loop.analytics.models import Measured, NativePost, PastImport
from waypost.loop.analytics.queries.measured import measured
from waypost.loop.content.queries.sheets import Names
from waypost.networks.contract import Metric
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.sheets import Table, Unreadable, read

NEAR = timedelta(minutes=2)
"""Tools and networks differ by so much about when a post went out."""
_WORDS = 40


def pasts(access: Access) -> QuerySet[PastImport]:
    """The exports that were handed over, newest first, without the files themselves."""
    return PastImport.objects.filter(workspace_id=access.workspace_id).defer("content")


def unfinished_pasts() -> QuerySet[PastImport]:
    """Every export of the installation that is being taken in."""
    return PastImport.objects.filter(state=PastImport.State.RUNNING).defer("content")


def comparable(channel: Channel) -> frozenset[Metric]:
    """The metrics in which a channel's past can stand beside what is counted here: those that its network counts.

    Of a network that says nothing to programs everything is taken, for there is nothing else to compare it with.
    """
    told = told_of(channel.card) if channel.card.post_metrics else POST_METRICS
    return frozenset(told)


@dataclass(frozen=True)
class Seen:
    """A post as it can be recognised without an id: its address, or how it begins and when it went out."""

    url: str
    begins: str
    at: datetime

    @classmethod
    def of(cls, url: str, text: str, at: datetime) -> "Seen":
        """The same for a post told by anybody."""
        plain = "".join(letter for letter in text.casefold() if letter.isalnum())
        return cls(
            url.split("?")[0].rstrip("/").removeprefix("https://").removeprefix("http://"), plain[:_WORDS], at
        )

    def is_same(self, other: "Seen") -> bool:
        """Whether both are one post."""
        if self.url and self.url == other.url:
            return True
        return self.begins == other.begins and abs(self.at - other.at) <= NEAR


@dataclass
class SeenPosts:
    """The posts of a channel that are known, found by address and by how they begin."""

    by_url: dict[str, Seen] = field(default_factory=dict)
    by_words: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    def knows(self, post: Seen) -> bool:
        """Whether one of them is this post."""
        if post.url and post.url in self.by_url:
            return True
        return any(post.is_same(other) for other in self.by_words.get(post.begins, ()))

    def add(self, posts: Iterable[Seen]) -> "SeenPosts":
        """Know these too."""
        for post in posts:
            if post.url:
                self.by_url[post.url] = post
            self.by_words[post.begins].append(post)
        return self


def seen_on(channel: Channel, since: datetime, until: datetime) -> SeenPosts:
    """What is measured on a channel and went out in this time."""
    rows = Measured.objects.filter(channel=channel, published_at__range=(since - NEAR, until + NEAR))
    said = rows.values_list(
        "native__url", "publication__remote_url", "native__text", "publication__text", "published_at"
    )
    return SeenPosts().add(
        Seen.of(ours or theirs or "", sent if sent is not None else text or "", at)
        for theirs, ours, text, sent, at in said
    )


def told_on(channel: Channel, since: datetime) -> list[tuple[NativePost, Seen]]:
    """The posts of a channel of which only a tool's export told, since then."""
    rows = NativePost.objects.filter(channel=channel, at__gte=since - NEAR).exclude(told_by="")
    return [(row, Seen.of(row.url, row.text, row.at)) for row in rows if row.remote_id.startswith("told:")]


def went_out(access: Access, since: datetime) -> dict[int, list[datetime]]:
    """When posts went out on each channel since then, wherever they were made."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = measured(access).filter(published_at__gte=since).order_by()
    for channel, at in rows.values_list("channel_id", "published_at"):
        found[channel].append(at)
    return found


def sheet_of(past_import: PastImport) -> PastSheet:
    """The export as it is understood with everything that a person said about it."""
    choices = PastChoices.model_validate(past_import.choices)
    return understand(table_in(bytes(past_import.content)), past_import.workspace.timezone, choices)


def channel_of(row: PastRow, names: Names, choices: PastChoices) -> tuple[Channel | None, str]:
    """The channel of a row, or why it has none; neither where somebody left the name out."""
    if not row.channel:
        channel = names.by_id.get(choices.to or 0)
        return channel, "" if channel else "It names no channel. Choose one for such rows."
    if row.channel in choices.channels:
        return names.by_id.get(choices.channels[row.channel]), ""
    channel = names.channels.get(row.channel.casefold().lstrip("@"))
    return channel, "" if channel else f"“{row.channel}” is not a channel here."


def table_in(content: bytes) -> Table:
    """The table in a file that was handed over; a Refusal where it has none."""
    try:
        return read(content)
    except Unreadable as error:
        raise Refusal(str(error), field="file") from error
