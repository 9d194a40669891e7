"""Writes posts as the table that a tool reads; ours carries everything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waypost.loop.content.domain.sheets.dates import WRITTEN, Order
from waypost.loop.content.domain.sheets.fields import Field
from waypost.loop.content.domain.sheets.formats import WAYPOST, Format
from waypost.loop.content.domain.sheets.post import Own, SheetPost
from waypost.toolkit.sheets import write

_OWN = ("text", "format", "options")
_UNSEEN = " "
"""What keeps a spreadsheet from running a cell of a table for other tools: they would post an apostrophe."""


@dataclass(frozen=True)
class File:
    """A table as CSV text, and how many posts it holds."""

    text: str
    posts: int


@dataclass(frozen=True)
class Written:
    """Files of as many posts as the tool takes at a time, and which posts it cannot read, each with why."""

    files: tuple[File, ...]
    left_out: tuple[tuple[SheetPost, str], ...] = ()


def as_sheet(posts: Sequence[SheetPost], chosen: Format, order: Order = Order.MONTH_FIRST) -> Written:
    """The posts as tables that `chosen` reads. What it cannot hold is left out and said.

    `order` is how an account reads days, for a tool that asks each.
    """
    if chosen is WAYPOST:
        return Written((File(_ours(posts), len(posts)),))
    kept, left_out = [], []
    for post in posts:
        why = _why_not(post)
        if why:
            left_out.append((post, why))
        else:
            kept.append(post)
    day = WRITTEN[order] if chosen.asks_order else chosen.day
    head = [column.name for column in chosen.written] if chosen.has_head else []
    most = chosen.most or len(kept) or 1
    parts = [kept[start : start + most] for start in range(0, len(kept), most)] or [[]]
    files = (
        File(write(head, (_row(post, chosen, day) for post in part), guard=_UNSEEN), len(part))
        for part in parts
    )
    return Written(tuple(files), tuple(left_out))


def _why_not(post: SheetPost) -> str:
    if post.local is None:
        return "It has no time yet."
    if not post.text:
        return "It has no text."
    return ""


def _row(post: SheetPost, chosen: Format, day: str) -> list[str]:
    """Pictures stay here, and what they show with them: nobody but members may fetch them."""
    assert post.local is not None, "posts without a time were left out"
    row = []
    for column in chosen.written:
        match column.field:
            case Field.TEXT:
                row.append(post.text)
            case Field.WHEN:
                row.append(f"{post.local:{day} {chosen.at}}")
            case Field.DATE:
                row.append(f"{post.local:{day}}")
            case Field.TIME:
                row.append(f"{post.local:{chosen.at}}")
            case Field.LABELS:
                row.append(",".join(_labels(post)))
            case Field.CHANNELS:
                row.append(", ".join(post.channels))
            case Field.ON_NETWORK:
                row.append("TRUE" if column.name.lower() in post.networks else "FALSE")
            case Field.FIRST_COMMENT:
                row.append(post.first_comment)
            case Field.TITLE:
                row.append(post.title)
            case _:
                row.append("FALSE" if column.name == "Draft" else "")
    return row


def _labels(post: SheetPost) -> list[str]:
    """The labels, and the pillar as one more: no other tool has a place for it."""
    return [*post.labels, *([f"pillar:{post.pillar}"] if post.pillar else [])]


def _ours(posts: Sequence[SheetPost]) -> str:
    channels = list(dict.fromkeys(name for post in posts for name in post.own))
    head = [column.name for column in WAYPOST.columns]
    head += [f"{channel}: {what}" for channel in channels for what in _OWN]
    return write(head, ([*_our_row(post), *_of_channels(post, channels)] for post in posts))


def _our_row(post: SheetPost) -> list[str]:
    return [
        post.id,
        post.title,
        post.text,
        f"{post.local:%Y-%m-%d}" if post.local else "",
        f"{post.local:%H:%M}" if post.local else "",
        ", ".join(post.channels),
        post.pillar,
        post.persona,
        post.goal,
        post.funnel_stage,
        "yes" if post.reactive else "",
        post.purpose,
        post.origin,
        post.campaign,
        post.slot,
        post.brief,
        ", ".join(post.labels),
        "\n".join(post.pictures),
        "\n".join(post.alts),
    ]


def _of_channels(post: SheetPost, channels: Iterable[str]) -> list[str]:
    return [getattr(post.own.get(channel, Own()), what) for channel in channels for what in _OWN]
