"""Links as they leave: the policy of a brand, the links of publications, what their codes lead to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Question
from waypost.loop.content.domain.links import targets_in
from waypost.loop.content.domain.snapshot import format_by_media
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import posts
from waypost.loop.publishing.domain.links import LinkMaker
from waypost.loop.publishing.domain.utm import LONGEST, PARAMETERS, WORDS, Facts, site_of, wrong_places
from waypost.loop.publishing.models import LinkPolicy, Publication, TrackedLink
from waypost.loop.publishing.queries import publications
from waypost.toolkit.refusal import Refusal

_POLICY = Question(lambda workspace: LinkPolicy.objects.filter(workspace_id=workspace), workspace=int)
_BY_CODE = Question(
    lambda code: TrackedLink.objects.filter(code=code).values_list("pk", "destination"), code=str
)


def policy_of(workspace_id: int) -> LinkPolicy:
    """How the links of a brand leave; as every brand begins, where nobody has chosen yet."""
    return _POLICY.first(workspace=workspace_id) or LinkPolicy(workspace_id=workspace_id)


def with_choices(
    policy: LinkPolicy, *, tracks: bool, names: bool, naming: Mapping[str, str], sites: Sequence[str] = ()
) -> LinkPolicy:
    """The policy with these choices, not saved; a Refusal that names every field which is wrong."""
    policy.tracks, policy.names = tracks, names
    for name in PARAMETERS:
        setattr(policy, name, naming.get(name, "").strip())
    policy.sites = [site_of(typed) for typed in sites]
    _refuse_wrong(policy, sites)
    return policy


def makers_of(variants: Sequence[Variant]) -> list[LinkMaker]:
    """What the links of these variants of one post become, were they to leave on the day for which it is planned."""
    policy = policy_of(variants[0].workspace_id)
    return [maker(policy, variant) for variant in variants]


def maker(policy: LinkPolicy, variant: Variant) -> LinkMaker:
    """What the links of one variant become under a policy."""
    post = variant.post
    facts = facts_of(post, variant.channel, variant.format, post.planned_on or post.workspace.today)
    return LinkMaker(policy.manner_on(variant.channel), facts)


def facts_of(post: Post, channel: Channel, form: str, on: date) -> Facts:
    """What is known of a post on a channel when its links are named."""
    return Facts(
        network=channel.network,
        channel=channel.key,
        pillar=post.pillar.key if post.pillar else "",
        campaign=post.campaign.key if post.campaign else "",
        purpose=post.purpose,
        format=form or format_by_media([each.media.content_type for each in post.attachments.all()]),
        post=post.pk,
        on=on,
    )


def destination_of(code: str) -> tuple[int, str] | None:
    """The id of the link with this code, and where it leads."""
    return _BY_CODE.first(code=code)


def links_of(publication: Publication) -> QuerySet[TrackedLink]:
    """The links of a publication, in the order of its text."""
    return TrackedLink.objects.filter(publication=publication)


def latest_links(access: Access) -> QuerySet[TrackedLink]:
    """The tracked links of what went out, newest first."""
    out = publications(access).filter(published_at__isnull=False)
    sent = TrackedLink.objects.filter(publication__in=out).exclude(code="")
    return sent.select_related("publication__channel").order_by(
        "-publication__published_at", "-publication_id", "position"
    )


def clicks_of(publication_ids: Iterable[int]) -> dict[int, int]:
    """How often people followed the tracked links of these publications; one without tracked links is absent."""
    tracked = TrackedLink.objects.filter(publication__in=list(publication_ids)).exclude(code="")
    sums = tracked.order_by().values_list("publication_id").annotate(sum=Sum("clicks"))
    return {publication_id: int(clicks) for publication_id, clicks in sums}


@dataclass(frozen=True)
class Example:
    """A link of the brand to show a policy by, and the post that holds it; any link where there is none yet."""

    target: str
    on: date
    post: Post | None = None

    def facts_on(self, channel: Channel) -> Facts:
        """What would be known of it on a channel."""
        if self.post is not None:
            return facts_of(self.post, channel, "", self.on)
        return Facts(
            network=channel.network,
            channel=channel.key,
            pillar="your-pillar",
            campaign="your-campaign",
            purpose=Post.Purpose.VALUE,
            format="text",
            post=1,
            on=self.on,
        )


def example_of(access: Access, workspace: Workspace) -> Example:
    """The latest link that somebody wrote."""
    latest = (
        posts(access)
        .filter(body__contains="://")
        .select_related("pillar", "campaign")
        .order_by("-updated_at", "-id")
    )
    for post in latest[:10]:
        targets = targets_in(post.body)
        if targets:
            return Example(targets[0], post.planned_on or workspace.today, post)
    return Example("https://example.com/news", workspace.today)


def _refuse_wrong(policy: LinkPolicy, typed: Sequence[str]) -> None:
    wrong: dict[str, str] = {}
    for name in PARAMETERS:
        template = getattr(policy, name)
        places = wrong_places(template)
        if places:
            known = ", ".join(f"{{{word}}}" for word in WORDS)
            wrong[name] = f"“{places[0]}” means nothing here. In braces you can use: {known}."
        elif len(template) > LONGEST:
            wrong[name] = f"Use at most {LONGEST} characters."
    if policy.names and not (policy.source and policy.medium and policy.campaign):
        missing = [name for name in ("source", "medium", "campaign") if not getattr(policy, name)]
        wrong |= dict.fromkeys(missing, "Web analytics needs this one. Fill it in.")
    unread = [typed[number] for number, site in enumerate(policy.sites) if not site]
    if unread:
        wrong["sites"] = f"“{unread[0]}” is no site. Write it like tern.example, one on each line."
    if wrong:
        raise Refusal(fields=wrong)
