"""Which campaign posts belong to: said of one, or of many at once."""

from collections.abc import Collection

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions.writing import open_post
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import posts
from waypost.loop.planning.models import Campaign
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def choose(post: Post, *, campaign: Campaign | None, by: Actor) -> Post:
    """Let a post belong to a campaign, or to none. Its words and its approval stay as they are."""
    open_post(post, by=by, permission="post.draft")
    chosen = ours(post.workspace_id, campaign)
    if post.campaign_id == (chosen.pk if chosen else None):
        return post
    post.campaign = chosen
    post.save(update_fields=["campaign"])
    record("post.campaign_chosen", post, by=by, campaign=chosen.key if chosen else None)
    return post


@transaction.atomic
def choose_all(
    workspace: Workspace, *, post_ids: Collection[int], campaign: Campaign | None, by: Actor
) -> list[Post]:
    """Let many posts belong to a campaign, or to none: all of them or nothing."""
    access = require(by, "post.draft", workspace.pk)
    found = list(posts(access).filter(pk__in=post_ids).select_related("workspace").order_by("pk"))
    if len(found) != len(set(post_ids)):
        raise Refusal("One of them is not there any more. Reload the page and choose again.")
    return [choose(post, campaign=campaign, by=by) for post in found]


def ours(workspace_id: int, campaign: Campaign | None) -> Campaign | None:
    """The campaign, if it is of this brand; a Refusal else."""
    if campaign is not None and campaign.workspace_id != workspace_id:
        raise Refusal("That campaign belongs to another brand. Choose one of this brand's.", field="campaign")
    return campaign
