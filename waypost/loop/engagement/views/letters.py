"""What was said in a conversation, one message after the other, drawn without templates."""

from collections.abc import Iterable

from django.utils import dateformat
from django.utils.safestring import SafeString

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.models import Message
from waypost.loop.engagement.views.rows import sending_of
from waypost.loop.publishing.domain.states import State as Sending
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.markup import format_html, format_html_join

LONG = 1200
"""Characters after which the rest of a message is folded away."""
_LETTER = (
    '<li class="letter{}" id="message-{}"><p class="letter-head"><bdi class="letter-name">{}</bdi>'
    "{}</p>{}{}</li>"
)


def draw(messages: Iterable[Message], workspace: Workspace, *, network: str, simulated: bool) -> SafeString:
    """Draw messages in their order; `network` is what the link to a message there says."""
    there = f"the simulated {network.lower()}" if simulated else network
    return format_html_join(
        "",
        _LETTER,
        (
            (
                " letter-ours" if message.is_ours else "",
                message.pk,
                message.author_label,
                _when(message, workspace, there),
                _text(message.text),
                _foot(message, workspace),
            )
            for message in messages
        ),
    )


def _when(message: Message, workspace: Workspace, there: str) -> SafeString:
    """The time, leading to the message on its network."""
    local, today = workspace.local(message.at), workspace.today
    words = dateformat.format(local, "D j M, H:i" if local.year == today.year else "D j M Y, H:i")
    if local.date() == today:
        words = f"{local:%H:%M}"
    time = format_html('<time class="letter-when" datetime="{}">{}</time>', message.at.isoformat(), words)
    if not message.url:
        return time
    return format_html(
        '<a href="{}" title="See it on {}" rel="noopener noreferrer">{}</a>', message.url, there, time
    )


def _text(text: str) -> SafeString:
    if not text:
        return format_html(
            '<p class="letter-text faint">{}</p>', _("Without words. Open it on the network to see it.")
        )
    if len(text) <= LONG:
        return format_html('<p class="letter-text" dir="auto">{}</p>', text)
    return format_html(
        '<p class="letter-text" dir="auto">{}</p><details class="letter-rest"><summary>{}</summary>'
        '<p class="letter-text" dir="auto">{}</p></details>',
        text[:LONG],
        _("Read the rest"),
        text[LONG:],
    )


def _foot(message: Message, workspace: Workspace) -> SafeString:
    parts = []
    if message.publication is not None:
        state = Sending(message.publication.state)
        href = reverse(
            "publishing:publication",
            kwargs={"workspace": workspace.slug, "publication_id": message.publication.pk},
        )
        parts.append(format_html('<a class="letter-state" href="{}">{}</a>', href, sending_of(state)))
        if message.publication.needs_a_person and message.publication.reason:
            parts.append(format_html('<span class="letter-why">{}</span>', message.publication.reason))
    if message.stands_on:
        parts.append(format_html('<span class="letter-rule">stands on “{}”</span>', message.stands_on))
    return format_html(
        '<p class="letter-foot">{}</p>', format_html_join("", "{}", ((part,) for part in parts))
    )
