"""One line of the inbox: drawn without templates, for lists of any length."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache

from django.urls import reverse
from django.utils import dateformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.domain.states import LOOKS, State
from waypost.loop.engagement.domain.waits import in_short
from waypost.loop.engagement.queries.listing import Line
from waypost.loop.publishing.domain.states import LOOKS as SENDING
from waypost.loop.publishing.domain.states import State as Sending
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.components.labels import status
from waypost.ui.marks import render as network_mark

LONG = timedelta(days=1)
ON_ITS_WAY = {Sending.SCHEDULED, Sending.READY, Sending.ARMED}
_ROW = (
    '<li class="talk {}" style="--hue: {}"><a class="talk-link" href="{}"{}><span class="talk-head">'
    '<span class="talk-name"><bdi>{}</bdi></span><time class="talk-when" datetime="{}">{}</time></span>'
    '<span class="talk-words" dir="auto">{}{}</span>'
    '<span class="talk-foot">{}<span class="talk-channel">{}</span>{}{}</span></a></li>'
)


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
    now, today = clock.now(), workspace.today
    tail = f"{after}?{query}" if query else after
    return format_html_join(
        "",
        _ROW,
        (
            (
                ("talk-waits " if line.waiting_since else "") + ("pillar-edge" if line.hue else ""),
                line.hue or 0,
                f"{before}{line.id}{tail}",
                SafeString(' aria-current="page"') if line.id == current else "",
                line.person,
                line.at.isoformat(),
                _when(workspace.local(line.at), today),
                _OURS if line.is_ours else "",
                line.words or _WORDLESS,
                network_mark_of(line.network),
                line.channel if channels else "",
                _state(line, now),
                _assignee(line.assignee),
            )
            for line in lines
        ),
    )  # fmt: skip


def _when(local: datetime, today: object) -> str:
    if local.date() == today:
        return f"{local:%H:%M}"
    return dateformat.format(local, "j M" if local.year == clock.now().year else "j M Y")


def _state(line: Line, now: datetime) -> SafeString:
    """Who waits and how long; else what became of our answer, or that it is closed."""
    if line.waiting_since is not None:
        tone = "warn" if now - line.waiting_since >= LONG else "neutral"
        return status(f"waits {in_short(line.waiting_since, now)}", tone, "ring")
    if line.state is State.CLOSED:
        return state_of(State.CLOSED)
    return sending_of(line.sending) if line.sending else state_of(line.state)


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


def _assignee(name: str) -> SafeString | str:
    return format_html('<span class="talk-whose" title="{}">{}</span>', name, _initials(name)) if name else ""


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


_OURS = SafeString('<span class="talk-ours">You: </span>')
_WORDLESS = SafeString('<span class="faint">without words</span>')
