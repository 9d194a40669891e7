from collections.abc import Mapping

from django.conf import settings

from waypost.foundation.channels.models import Channel
from waypost.loop.content import leaving
from waypost.loop.content.domain.checks import Rules, check_strategy, check_variant
from waypost.loop.content.domain.findings import Finding
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries.variants import outgoing_of
from waypost.loop.strategy.domain.document import Strategy


def banned_words(strategy: Strategy | None) -> tuple[str, ...]:
    """The words that the brand's voice avoids, by its current strategy."""
    return strategy.voice.banned_words if strategy else ()


def rules_of(
    channel: Channel,
    banned: tuple[str, ...],
    options: Mapping[str, str] | None = None,
    maker: leaving.Maker | None = None,
) -> Rules:
    """What a variant on a channel is held against; `options` are those of it that may count with its text.

    Texts are counted and cut with their links as they leave, which `maker` knows.
    """
    card, texts = channel.card, channel.texts
    return Rules(
        network=card.label,
        count=lambda text: channel.count(leaving.left(text, maker), options),
        split=(lambda text: texts.split(leaving.left(text, maker))) if card.threads else None,
        formats=card.formats,
        media=card.media,
        polls=card.polls,
        find=texts.find,
        text_rules=card.text_rules,
        options=card.options,
        banned_words=banned,
        reaches_out=channel.is_by_hand or settings.WAYPOST.files_reach_out,
    )


def findings_of(
    variant: Variant, banned: tuple[str, ...], maker: leaving.Maker | None = None
) -> list[Finding]:
    """Run the checks of one variant, with its links as `maker` lets them leave."""
    return check_variant(outgoing_of(variant), rules_of(variant.channel, banned, variant.options, maker))


def strategy_findings(post: Post) -> list[Finding]:
    """Run the strategy check of a post, as strictly as its workspace chose."""
    return check_strategy(
        has_pillar=post.pillar_id is not None, reactive=post.reactive, mode=post.workspace.strategy_check
    )
