"""The sides of a post's page: the text that all channels share, and one side per channel; and what is drawn beside."""

from dataclasses import dataclass

from waypost.loop.content import leaving
from waypost.loop.content.domain.checks import beside_media, stopping
from waypost.loop.content.domain.choices import spoken
from waypost.loop.content.domain.findings import Finding
from waypost.loop.content.domain.fitting import Box, Recipe, recipes
from waypost.loop.content.domain.links import Leaving
from waypost.loop.content.domain.marking import Run, runs_of
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.loop.content.domain.threads import first_comment, is_asked
from waypost.loop.content.models import Attachment, Post, Variant
from waypost.loop.content.queries.findings import banned_words, findings_of
from waypost.loop.content.queries.variants import outgoing_of
from waypost.loop.strategy.domain.advice import Advice, advice
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.contract import Count
from waypost.ui.addresses import reverse


@dataclass(frozen=True)
class Shown:
    """A picture as it is seen on one channel."""

    picture: Attachment
    part: MediaPart
    recipe: Recipe | None

    @property
    def box(self) -> Box:
        """The part of it that is seen."""
        return self.recipe.box if self.recipe else Box(0, 0, self.part.width, self.part.height)


@dataclass(frozen=True)
class Side:
    """A variant as the page shows it: its count, its preview with the findings marked, and the findings."""

    variant: Variant
    content: Snapshot
    count: Count
    findings: list[Finding]
    href: str
    current: bool
    maker: leaving.Maker | None = None
    advice: Advice | None = None

    @property
    def channel_id(self) -> int:
        return self.variant.channel_id

    @property
    def runs(self) -> list[Run]:
        channel = self.variant.channel
        lit = channel.texts.find(self.content.text).spans
        return runs_of(self.content.text, self.findings, lit, channel.card.look.fold)

    @property
    def title(self) -> str:
        """What stands above the text where the network has titles."""
        return self.content.options.get(self.variant.channel.card.look.title, "")

    @property
    def text_below(self) -> bool:
        """Whether the network shows the pictures first."""
        return self.variant.channel.card.look.text_below

    @property
    def parts(self) -> int:
        """How many posts the text makes where the network cuts it."""
        text = leaving.left(self.content.text, self.maker)
        return len(self.variant.channel.texts.split(text)) if self.count.over else 1

    @property
    def thread(self) -> int:
        """How many posts go out where a thread is asked for and needed; 0 for a single post."""
        return self.parts if self.count.over and is_asked(self.content.options) else 0

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What was chosen beside the text, in words."""
        return spoken(self.content.options, self.variant.channel.card.options)

    @property
    def links(self) -> list[Leaving]:
        """Those of its links that leave in another shape than they were written."""
        if self.maker is None:
            return []
        texts = self.content.text, first_comment(self.content.options)
        return [link for text in texts for link in self.maker(text) if link.changes]

    @property
    def stand_in(self) -> str:
        """What each link counts as while it is written, where all are as long; else empty."""
        return self.maker.stand_in if self.maker is not None else ""

    @property
    def follows(self) -> bool:
        """Whether it says the post's own words."""
        return not self.variant.text

    @property
    def pictures(self) -> list[Shown]:
        """The pictures in their order, each with the part of it that is seen here."""
        card = self.variant.channel.card
        attachments = sorted(self.variant.post.attachments.all(), key=lambda each: (each.position, each.pk))
        made = recipes(self.content.media, card.media, self.content.format)
        return [
            Shown(picture, part, recipe)
            for picture, part, recipe in zip(attachments, self.content.media, made, strict=True)
        ]

    @property
    def stops(self) -> list[Finding]:
        """What the post cannot go on with there."""
        return stopping(self.findings)


def sides_of(post: Post, current: int | None, strategy: Strategy | None) -> list[Side]:
    """Draw the variants of a post (brought by `queries.whole_post`) as they stand in memory, saved or not."""
    banned = banned_words(strategy)
    variants = list(post.variants.all())
    return [
        _side(variant, maker, banned, current, strategy)
        for variant, maker in zip(variants, leaving.makers(variants), strict=True)
    ]


def _count(variant: Variant, content: Snapshot, text: str) -> Count:
    """The text as it counts there, beside its pictures where it has some."""
    channel = variant.channel

    def count(words: str) -> Count:
        return channel.count(words, content.options)

    return beside_media(count, channel.card.media, content)(text)


def _side(
    variant: Variant,
    maker: leaving.Maker | None,
    banned: tuple[str, ...],
    current: int | None,
    strategy: Strategy | None,
) -> Side:
    post, content = variant.post, outgoing_of(variant)
    page = reverse("content:post", kwargs={"workspace": post.workspace.slug, "post_id": post.pk})
    return Side(
        variant=variant,
        content=content,
        count=_count(variant, content, leaving.left(content.text, maker)),
        findings=findings_of(variant, banned, maker),
        href=f"{page}?channel={variant.channel_id}",
        current=variant.channel_id == current,
        maker=maker,
        advice=advice(
            strategy, channel=variant.channel.key, pillar=post.pillar.key if post.pillar is not None else None
        ),
    )
