"""Tells reviewers and authors what waits for them, and follows slots and clocks that moved."""

from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.actions.tasks import give
from waypost.foundation.notices.queries import tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.actions import posts
from waypost.loop.content.models import Post
from waypost.loop.content.queries.posts import post_following


@on("post.submitted")
def tell_reviewers(entry: Entry) -> None:
    """Let everybody who may approve know that a post waits."""
    assert entry.workspace_id is not None, "posts belong to a workspace"
    workspace = Workspace.objects.get(pk=entry.workspace_id)
    href = reverse("content:approval", kwargs={"workspace": workspace.slug, "post_id": entry.subject_id})
    sentence = f"{entry.actor_label} asks for approval: {entry.subject_label}"
    once = f"post.submitted.{entry.pk}"
    tell(
        workspace,
        kind="review",
        sentence=sentence,
        href=href,
        who_may="post.approve",
        urgent=True,
        once=once,
        by=entry.actor,
    )


@on("slot.moved")
def follow_slot(entry: Entry) -> None:
    """Move the post with its slot, unless it was given a time of its own."""
    post = post_following(entry.subject_id, before=entry.details["before"])
    if post is not None and post.slot is not None:
        posts.plan(post, by=Actor.system("its slot was moved"), local=post.slot.local)


@on("post.returned")
def ask_author(entry: Entry) -> None:
    """Give the author the post back as a task, with what should change."""
    post = Post.objects.select_related("workspace", "author__person").get(pk=entry.subject_id)
    if post.author is None:
        return
    href = reverse("content:post", kwargs={"workspace": post.workspace.slug, "post_id": post.pk})
    access = access_of(Actor.of_person(post.author.person), post.workspace_id)
    if not tasks(access).filter(href=href, done_at=None).exists():
        what = f"Change “{post}” and send it again"
        give(post.workspace, person=post.author.person, what=what, href=href, by=Actor.system("the review"))


@on("workspace.timezone_changed")
def follow_zone(entry: Entry) -> None:
    """Let every post to come show the same time on the wall in the workspace's new zone."""
    posts.derive_anew(Workspace.objects.get(pk=entry.subject_id), by=Actor.system("the new time zone"))
