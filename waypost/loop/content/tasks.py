"""Tells reviewers and authors what waits for them, follows slots and clocks that moved, and says again what repeats."""

from datetime import timedelta

from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.actions.tasks import give
from waypost.foundation.notices.queries import tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.actions import evergreens, imports, posts, repeats, series, switches
from waypost.loop.content.importing import carry_out
from waypost.loop.content.models import Evergreen, Post, Repeat, Series, Switch
from waypost.loop.content.preparing import prepare_waiting
from waypost.loop.content.queries.posts import post_following
from waypost.loop.content.queries.repeating import behind, empty_slots, out_of_step
from waypost.loop.content.queries.sheets import imports_that_may_go_on, unfinished_imports
from waypost.loop.planning.actions import handovers
from waypost.toolkit import clock

REPEATING = Actor.system("what repeats")
_GIVEN_UP = timedelta(minutes=2)


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


@on("post.submitted", "post.approved")
def settle_brief(entry: Entry) -> None:
    """Tick off what the brief of the post's slot asked for."""
    post = Post.objects.filter(pk=entry.subject_id).select_related("slot").first()
    if post is not None and post.slot is not None:
        approved = entry.verb == "post.approved"
        handovers.settle(post.slot, approved=approved, by=Actor.system("its post"))


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


@on("series.started", "series.changed")
def make_what_is_near(entry: Entry) -> None:
    """Make the posts of a series for the next four weeks."""
    going_on = Series.objects.filter(pk=entry.subject_id, ended_at=None).first()
    if going_on is not None:
        series.carry_on(going_on, by=REPEATING)


@on("post.approved", "approval.ended")
def let_repeats_follow(entry: Entry) -> None:
    """Let the repeats of a post be approved as it is."""
    if Repeat.objects.filter(source=entry.subject_id).exists():
        repeats.follow(Post.objects.get(pk=entry.subject_id), by=REPEATING)


@on("post.archived")
def repeat_no_more(entry: Entry) -> None:
    """End the series of a post that was put away, and say it no more by itself."""
    for going_on in Series.objects.filter(source=entry.subject_id, ended_at=None):
        series.end(going_on, by=REPEATING)
    for evergreen in Evergreen.objects.filter(post=entry.subject_id).select_related("post"):
        evergreens.let_go(evergreen, by=REPEATING)


@on("import.started")
def import_now(entry: Entry) -> None:
    """Import the table that somebody started."""
    for post_import in unfinished_imports().filter(pk=entry.subject_id):
        carry_out(post_import)


@on("switch.sorted", "import.done")
def give_pillars(entry: Entry) -> None:
    """Give posts that came from another tool the pillar that their tag stands for."""
    moves = Switch.objects.filter(workspace_id=entry.workspace_id or 0, ended_at=None).exclude(tags={})
    for switch in moves:
        switches.give_pillars(switch, by=Actor.system("what the old tool’s tags stand for"))


@on("video.came")
def prepare_now(entry: Entry) -> None:
    """Prepare the video that somebody brought, and what waits beside it; then tables that waited for it go on."""
    prepare_waiting()
    import_what_waited()


def prepare_videos() -> None:
    """Go on with videos whose worker is gone (swept every minute)."""
    prepare_waiting()


def import_what_waited() -> None:
    """Go on with imports whose video is prepared."""
    for post_import in imports_that_may_go_on():
        if imports.wake(post_import):
            carry_out(post_import)


def go_on_importing() -> None:
    """Go on with imports that waited for a video, and with those whose worker is gone (swept every minute)."""
    import_what_waited()
    for post_import in unfinished_imports().filter(waits_for=""):
        last = post_import.seen_at
        if last is None or clock.now() - last > _GIVEN_UP:
            carry_out(post_import)


def say_again() -> None:
    """Make what repeats within four weeks and fill slots that stayed empty (swept every quarter of an hour)."""
    yesterday = clock.today("UTC") - timedelta(days=1)  # wherever a brand is, its day is not before this one
    for going_on in behind(yesterday + series.AHEAD):
        series.carry_on(going_on, by=REPEATING)
    for source in out_of_step():
        repeats.follow(source, by=REPEATING)
    for slot in empty_slots(clock.now(), clock.now() + evergreens.FILLS_BEFORE):
        evergreens.fill(slot, by=REPEATING)
