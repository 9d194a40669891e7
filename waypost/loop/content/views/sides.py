"""The sides of a post's page: the text that all channels share, and one side per channel; and what is drawn beside."""

from dataclasses import dataclass

from django.urls import reverse

from waypost.loop.content.domain.choices import spoken
from waypost.loop.content.domain.findings import Finding, Severity
from waypost.loop.content.domain.marking import Run, runs_of
from waypost.loop.content.domain.snapshot import Snapshot
from waypost.loop.content.domain.threads import is_asked
from waypost.loop.content.models import Attachment, Post, Variant
from waypost.loop.content.queries.findings import banned_words, findings_of
from waypost.loop.content.queries.variants import outgoing_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.contract import Count


@dataclass(frozen=True)
class Side:
    """A variant as the page shows it: its count, its preview with the findings marked, and the findings."""

    variant: Variant
    content: Snapshot
    count: Count
    findings: list[Finding]
    href: str
    current: bool

    @property
    def channel_id(self) -> int:
        return self.variant.channel_id

    @property
    def runs(self) -> list[Run]:
        return runs_of(self.content.text, self.findings)

    @property
    def parts(self) -> int:
        """How many posts the text makes where the network cuts it."""
        return len(self.variant.channel.texts.split(self.content.text)) if self.count.over else 1

    @property
    def thread(self) -> int:
        """How many posts go out where a thread is asked for and needed; 0 for a single post."""
        return self.parts if self.count.over and is_asked(self.content.options) else 0

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What was chosen beside the text, in words."""
        return spoken(self.content.options, self.variant.channel.card.options)

    @property
    def follows(self) -> bool:
        """Whether it says the post's own words."""
        return not self.variant.text

    @property
    def pictures(self) -> list[Attachment]:
        return list(self.variant.post.attachments.all())

    @property
    def stops(self) -> bool:
        return any(finding.severity is Severity.STOP for finding in self.findings)


def sides_of(post: Post, current: int | None, strategy: Strategy | None) -> list[Side]:
    """Draw the variants of a post (brought by `queries.whole_post`) as they stand in memory, saved or not."""
    banned = banned_words(strategy)
    return [_side(post, variant, banned, current) for variant in post.variants.all()]


def _side(post: Post, variant: Variant, banned: tuple[str, ...], current: int | None) -> Side:
    content = outgoing_of(variant)
    page = reverse("content:post", kwargs={"workspace": post.workspace.slug, "post_id": post.pk})
    return Side(
        variant=variant,
        content=content,
        count=variant.channel.count(content.text, content.options),
        findings=findings_of(variant, banned),
        href=f"{page}?channel={variant.channel_id}",
        current=variant.channel_id == current,
    )
