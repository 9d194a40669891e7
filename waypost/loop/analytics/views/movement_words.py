"""Says what moved, with the numbers inside the sentence; each opens to its posts."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from waypost.loop.analytics.domain.metrics import Unit
from waypost.loop.analytics.domain.movements import Movement, Way
from waypost.loop.analytics.figures import change_words, linked, written
from waypost.loop.analytics.views.addresses import Opens
from waypost.ui.components.figures import percent

VERBS = {Way.ROSE: "rose to", Way.FELL: "fell to", Way.HELD: "stayed at", Way.BEGAN: "came to"}
SHAPES = {Way.ROSE: "↑", Way.FELL: "↓", Way.HELD: "→", Way.BEGAN: "·"}


def sentence(moved: Movement, period: str, opens: Opens) -> SafeString:
    """ "Impressions rose to 48.2 k, from 39.9 k in the 4 weeks before (+21 %)." """
    value = format_html("<strong>{}</strong>", written(moved.metric, moved.now))
    now = value if moved.metric.is_level else linked(opens.to(sort=moved.metric.key), value)
    compared = _compared(moved, period)
    return format_html(
        '<span class="moved-way" aria-hidden="true">{}</span><span>{} {} {}{}.</span>',
        SHAPES[moved.way],
        moved.metric.label,
        VERBS[moved.way],
        now,
        compared,
    )


def best_post(words: str, href: str, engagements: int, share: float) -> SafeString:
    """What one post did for all."""
    return format_html(
        '<span class="moved-way" aria-hidden="true">★</span><span>The post that people did most with is '
        '<a href="{}">“{}”</a>: <strong>{}</strong> engagements, {} of those of all posts of this period.</span>',
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
    if moved.way is Way.HELD:
        return format_html(", about as in the {} before", period)
    assert moved.change is not None
    is_share = moved.metric.unit is Unit.SHARE
    points = format_html("{} points", f"{(moved.now - moved.before) * 100:+.1f}".replace("-", "−"))
    change = points if is_share else change_words(moved.change)
    return format_html(", from {} in the {} before ({})", before, period, change)
