"""One line of the page of briefs: drawn without templates, for a fortnight has dozens of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.dateformat import format as date_format
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning.queries import LineToBrief
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.components.labels import status
from waypost.ui.markup import format_html, format_html_join

_NOTHING = SafeString()
WORDS_READ = 30
"""Of what a post is to say, for who only reads."""


@dataclass(frozen=True)
class Line:
    """A slot with what stands in its line: what was just written where it could not be kept."""

    said: LineToBrief
    hour: str
    spoken: str
    title: str
    message: str
    owner: str
    is_ticked: bool
    is_handed: bool
    is_late: bool


def draw(lines: Iterable[Line], workspace: Workspace, *, may_plan: bool) -> SafeString:
    """Draw lines: to write into and to tick for who may plan, else to read."""
    template = reverse("planning:slot", kwargs={"workspace": workspace.slug, "slot_id": 0})
    before, _zero, after = template.rpartition("0")
    is_team = not workspace.is_solo
    return format_html_join(
        "",
        '<li class="briefs-line{}>{}<div class="briefs-where">{}</div>{}{}</li>',
        (
            (
                _edge(line.said),
                _tick(line) if may_plan and is_team else _NOTHING,
                _where(line, f"{before}{line.said.slot_id}{after}"),
                _to_write(line) if may_plan else _to_read(line),
                _who(line) if is_team else _NOTHING,
            )
            for line in lines
        ),
    )


def _edge(said: LineToBrief) -> SafeString:
    return format_html(' pillar-edge" style="--hue: {}"', said.hue) if said.pillar else SafeString('"')


def _tick(line: Line) -> SafeString:
    return format_html(
        '<input type="checkbox" class="briefs-tick" name="slot" value="{}" aria-label="Hand over {}"{}>',
        line.said.slot_id,
        line.spoken,
        SafeString(" checked" if line.is_ticked else ""),
    )


def _where(line: Line, href: str) -> SafeString:
    said = line.said
    for_whom = _("for {persona}").format(persona=said.persona) if said.persona else ""
    aims = ", ".join(filter(None, [said.pillar or _("Open for the day"), said.format, for_whom]))
    return format_html(
        '<a href="{}">{} {}</a><span class="soft small">{}</span>', href, line.hour, said.channel, aims
    )


def _to_write(line: Line) -> SafeString:
    return format_html(
        '<div class="briefs-words control"><input type="text" name="title-{0}" value="{1}" maxlength="160"'
        ' placeholder="Working title" aria-label="Working title, {2}" dir="auto"><textarea name="message-{0}" rows="1"'
        ' maxlength="4000" placeholder="The one thing to say" aria-label="The one thing to say, {2}" dir="auto">\n'
        "{3}</textarea></div>",
        line.said.slot_id,
        line.title,
        line.spoken,
        line.message,
    )


def _to_read(line: Line) -> SafeString:
    title = format_html("<strong>{}</strong>", line.title) if line.title else _NOTHING
    if line.message:
        message = format_html("<span>{}</span>", Truncator(line.message).words(WORDS_READ))
    else:
        message = _NOTHING if line.title else _nothing_yet(_("No brief yet"))
    return format_html('<div class="briefs-words" dir="auto">{}{}</div>', title, message)


def _who(line: Line) -> SafeString:
    return format_html(
        '<div class="briefs-who small">{}{}</div>',
        _standing(line.is_handed, line.is_late),
        _owner(line) if line.owner else _nothing_yet(_("Nobody yet")),
    )


def _owner(line: Line) -> SafeString:
    until = f", until {date_format(line.said.due_on, 'j M')}" if line.said.due_on else ""
    return format_html("<span>{}{}</span>", line.owner, until)


@cache
def _standing(is_handed: bool, is_late: bool) -> SafeString:
    if is_late:
        return status(_("Late"), tone="bad", shape="half")
    elif is_handed:
        return status(_("Handed over"), tone="good", shape="check")
    else:
        return _NOTHING


@cache
def _nothing_yet(words: str) -> SafeString:
    return format_html('<span class="soft">{}</span>', words)
