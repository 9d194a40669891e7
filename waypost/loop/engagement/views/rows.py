"""One line of the inbox: drawn without templates, for lists of any length."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from html import escape

from django.utils import dateformat
from django.utils.safestring import SafeString, mark_safe

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.domain.states import LOOKS, State
from waypost.loop.engagement.domain.waits import in_short
from waypost.loop.engagement.queries.listing import Line
from waypost.loop.publishing.domain.states import LOOKS as SENDING
from waypost.loop.publishing.domain.states import State as Sending
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.components.labels import status
from waypost.ui.marks import render as network_mark

LONG = timedelta(days=1)
ON_ITS_WAY = {Sending.SCHEDULED, Sending.READY, Sending.ARMED}


def draw(
    lines: Iterable[Line],
    workspace: Workspace,
    *,
    current: int | None = None,
    query: str = "",
    channels: bool = True,
) -> SafeString:
    """Draw lines; `current` is open on the page, `query` keeps what was chosen; `channels` says on which each is."""
    template = reverse("engagement:conversation", kwargs={"workspace": workspace.slug, "conversation_id": 0})
    before, _zero, after = template.rpartition("0")
    tail = escape(f"{after}?{query}" if query else after)
    now, today = clock.now(), workspace.today
    drawn = "".join(
        _row(
            line,
            f"{before}{line.id}{tail}",
            _when(workspace.local(line.at), today),
            _state(line, now),
            line.channel if channels else "",
            is_current=line.id == current,
        )
        for line in lines
    )
    return mark_safe(drawn)  # noqa: S308 (words are escaped in _row)


def options(choices: Sequence[tuple[int, str]], chosen: int | None) -> SafeString:
    """The options of a choice between more than one channel."""
    if len(choices) < 2:
        return mark_safe("")
    drawn = (
        f'<option value="{key}"{" selected" if key == chosen else ""}>{escape(label)}</option>'
        for key, label in choices
    )
    return mark_safe("".join(drawn))  # noqa: S308 (labels are escaped)


def _row(line: Line, href: str, when: str, state: str, channel: str, *, is_current: bool) -> str:
    waits = " talk-waits" if line.waiting_since else ""
    edge = " pillar-edge" if line.hue else ""
    here = ' aria-current="page"' if is_current else ""
    return (
        f'<li class="talk{waits}{edge}" style="--hue: {line.hue or 0}"><a class="talk-link" href="{href}"{here}>'
        f'<span class="talk-head"><span class="talk-name"><bdi>{escape(line.person)}</bdi></span>'
        f'<time class="talk-when" datetime="{line.at.isoformat()}">{when}</time></span>'
        f'<span class="talk-words" dir="auto">{_OURS if line.is_ours else ""}{escape(line.words) or _WORDLESS}</span>'
        f'<span class="talk-foot">{network_mark_of(line.network)}<span class="talk-channel">{escape(channel)}</span>'
        f"{state}{_DRILL if line.is_drill else ''}{_assignee(line.assignee)}</span></a></li>"
    )


def _when(local: datetime, today: date) -> str:
    if local.date() == today:
        return f"{local.hour:02}:{local.minute:02}"
    return _day(local.date(), today.year)


@lru_cache(maxsize=1000)
def _day(on: date, this_year: int) -> str:
    return dateformat.format(on, "j M" if on.year == this_year else "j M Y")


def _state(line: Line, now: datetime) -> SafeString:
    """Who waits and how long; else what became of our answer, or that it is closed."""
    if line.waiting_since is not None:
        return _waits(in_short(line.waiting_since, now), now - line.waiting_since >= LONG)
    if line.state is State.CLOSED:
        return state_of(State.CLOSED)
    return sending_of(line.sending) if line.sending else state_of(line.state)


@lru_cache(maxsize=1000)
def _waits(short: str, is_long: bool) -> SafeString:
    return status(f"waits {short}", "warn" if is_long else "neutral", "ring")


@cache
def state_of(state: State) -> SafeString:
    looks = LOOKS[state]
    return status(looks.word, looks.tone, looks.shape)


@cache
def sending_of(state: Sending) -> SafeString:
    """What became of an answer, in publishing's own words."""
    if state in ON_ITS_WAY:
        return status(_("On its way"), "neutral", "half")
    looks = SENDING[state]
    return status(looks.word, looks.tone, looks.shape)


@cache
def network_mark_of(network: str) -> SafeString:
    return network_mark(network)


@lru_cache(maxsize=1000)
def _assignee(name: str) -> str:
    if not name:
        return ""
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    return f'<span class="talk-whose" title="{escape(name)}">{escape(initials)}</span>'


_DRILL = status(_("Drill"), "quiet", "ring")
_OURS = '<span class="talk-ours">You: </span>'
_WORDLESS = '<span class="faint">without words</span>'
