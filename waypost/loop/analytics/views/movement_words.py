"""Says what moved, with the numbers inside the sentence; each opens to its posts."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from waypost.loop.analytics.domain.metrics import Unit
from waypost.loop.analytics.domain.movements import Movement, Way
from waypost.loop.analytics.figures import change_words, linked, written
from waypost.loop.analytics.views.addresses import Opens
from waypost.ui.components.figures import percent
from waypost.ui.markup import format_html, format_html_join

VERBS = {Way.ROSE: "rose to", Way.FELL: "fell to", Way.BEGAN: "came to"}
SHAPES = {Way.ROSE: "↑", Way.FELL: "↓", Way.HELD: "→", Way.BEGAN: "·"}


def sentence(moved: Movement, period: str, opens: Opens) -> SafeString:
    """ "Impressions rose to 48.2 k, from 39.9 k in the 4 weeks before (+21 %)." """
    compared = _compared(moved, period)
    return format_html(
        '<span class="moved-way" aria-hidden="true">{}</span><span>{} {} {}{}.</span>',
        SHAPES[moved.way],
        moved.metric.label,
        VERBS[moved.way],
        _value(moved, opens),
        compared,
    )


def held(moved: Sequence[Movement], period: str, opens: Opens) -> SafeString:
    """Everything that stayed about the same, in one sentence."""
    labels = [moved[0].metric.label, *(each.metric.label.lower() for each in moved[1:])]
    named = [
        format_html("{} ({})", label, _value(each, opens)) for label, each in zip(labels, moved, strict=True)
    ]
    listed = format_html_join(", ", "{}", ((each,) for each in named[:-1]))
    together = format_html("{} and {}", listed, named[-1]) if len(named) > 1 else named[0]
    return format_html(
        '<span class="moved-way" aria-hidden="true">{}</span><span>{} stayed about as in the {} before.</span>',
        SHAPES[Way.HELD],
        together,
        period,
    )


def _value(moved: Movement, opens: Opens) -> SafeString:
    value = format_html("<strong>{}</strong>", written(moved.metric, moved.now))
    return value if moved.metric.is_level else linked(opens.to(sort=moved.metric.key), value)


def best_post(words: str, href: str, engagements: int, share: float) -> SafeString:
    """What one post did for all."""
    return format_html(
        '<span class="moved-way" aria-hidden="true">★</span><span>The post that engaged people most is '
        '<a href="{}">“{}”</a>: <strong>{}</strong> engagements, {} of all engagements of this period.</span>',
        href,
        words,
        engagements,
        percent(share),
    )


def standout_pillar(name: str, href: str, times: float) -> SafeString:
    """A pillar whose posts are engaged with more than others; what it is worth is learning's to say."""
    return format_html(
        '<span class="moved-way" aria-hidden="true">◆</span><span>A post of <a href="{}">{}</a> had '
        "<strong>{} times</strong> the engagements of the average post.</span>",
        href,
        name,
        f"{times:.1f}",
    )


def _compared(moved: Movement, period: str) -> SafeString | str:
    if moved.before is None or moved.way is Way.BEGAN:
        return ""
    before = written(moved.metric, moved.before)
    assert moved.change is not None
    is_share = moved.metric.unit is Unit.SHARE
    points = format_html("{} points", f"{(moved.now - moved.before) * 100:+.1f}".replace("-", "−"))
    change = points if is_share else change_words(moved.change)
    return format_html(", from {} in the {} before ({})", before, period, change)
