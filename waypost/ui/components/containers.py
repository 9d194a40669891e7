"""Tags that hold other content: sections, callouts, dialogs, disclosures, and the page with nothing on it yet."""

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

from waypost.ui.components.buttons import button_link, face, look
from waypost.ui.components.icons import icon as draw_icon
from waypost.ui.markup import format_html

register = Library()

TONE_ICONS = {"info": "info", "good": "check", "warn": "warning", "bad": "stop"}


@register.simple_block_tag
def section(content: SafeString, title: str, note: str = "", id: str = "", level: int = 2) -> SafeString:  # noqa: A002
    """A part of a page under its own heading."""
    named = format_html(' id="{0}" aria-labelledby="{0}-title"', id) if id else ""
    heading_id = format_html(' id="{}-title"', id) if id else ""
    said = format_html('<p class="section-note">{}</p>', note) if note else ""
    return format_html(
        '<section class="section"{}><header class="section-head"><h{} class="section-title"{}>{}</h{}>{}</header>'
        "{}</section>",
        named, level, heading_id, title, level, said, content,
    )  # fmt: skip


@register.simple_block_tag
def callout(content: SafeString, tone: str = "info", title: str = "") -> SafeString:
    """Something to know before going on; tone is also said by a shape."""
    head = format_html('<p class="callout-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="callout tone-{}"{}>{}<div class="callout-body">{}{}</div></div>',
        tone,
        mark_safe(' role="alert"') if tone == "bad" else "",
        draw_icon(TONE_ICONS[tone]),
        head,
        content,
    )


@register.simple_tag
def empty(
    title: str, sentence: str, href: str = "", action: str = "", icon: str = "slot", kind: str = "primary"
) -> SafeString:
    """A page with nothing yet: teaches its idea in two sentences and offers the first step.

    `kind` is the step's, for a part of a page whose one action is another.
    """
    step = button_link(action, href, kind=kind) if href and action else ""
    return format_html(
        '<div class="empty"><span class="empty-drawing">{}</span><p class="empty-title">{}</p>'
        '<p class="empty-sentence">{}</p>{}</div>',
        draw_icon(icon),
        title,
        sentence,
        step,
    )


@register.simple_block_tag
def disclosure(content: SafeString, words: str, open: bool = False) -> SafeString:  # noqa: A002
    """What most people need not see at first."""
    return format_html(
        '<details class="disclosure"{}><summary>{}<span>{}</span></summary>'
        '<div class="disclosure-body">{}</div></details>',
        mark_safe(" open") if open else "",
        draw_icon("chevron-right"),
        words,
        content,
    )


@register.simple_block_tag
def dialog(content: SafeString, id: str, title: str) -> SafeString:  # noqa: A002
    """A question that floats above the page; `dialog_open` opens it, without script where the browser can."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><header class="dialog-head">'
        '<h2 class="dialog-title" id="{0}-title">{1}</h2>'
        '<button type="button" class="icon-button" commandfor="{0}" command="close" '
        'aria-label="Close">{2}</button></header>'
        '<div class="dialog-body">{3}</div></dialog>',
        id,
        title,
        draw_icon("x"),
        content,
    )


@register.simple_tag
def dialog_open(target: str, words: str, kind: str = "plain", icon: str = "") -> SafeString:
    """The button that opens a dialog."""
    return format_html(
        '<button type="button" class="button {}" commandfor="{}" command="show-modal">'
        "{}</button>",
        look(kind), target, face(words, icon),
    )  # fmt: skip
