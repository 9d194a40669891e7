"""Posts as short rows: the words, where and when, and one number."""

from collections.abc import Sequence

from django.utils import dateformat
from django.utils.safestring import SafeString

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.figures import written
from waypost.loop.analytics.queries.posts import Line
from waypost.ui.addresses import reverse
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html, format_html_join


def draw(lines: Sequence[Line], workspace: Workspace, metric: Definition | None = None) -> SafeString:
    """Draw rows with a metric's value, or with engagements; each leads to its post's results."""
    shown = metric or BY_KEY["engagements"]
    template = reverse("analytics:measured", kwargs={"workspace": workspace.slug, "measured_id": 0})
    before, _zero, after = template.rpartition("0")
    rows = format_html_join(
        "",
        '<li class="row result-row {}" style="--hue: {}"><span class="post-words">'
        '<a class="row-link" href="{}">{}</a><span class="post-facts">{} {} · {}</span></span>'
        '<span class="row-figure">{} <span class="row-unit">{}</span></span></li>',
        (
            (
                "pillar-edge" if line.hue else "no-edge",
                line.hue or 0,
                f"{before}{line.id}{after}",
                line.words,
                network_mark(line.network),
                line.channel,
                dateformat.format(line.local_on, "j M Y"),
                written(shown, shown.of(line.counts)),
                shown.label.lower(),
            )
            for line in lines
        ),
    )
    return format_html('<ul class="rows" role="list">{}</ul>', rows) if lines else SafeString("")
