from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.promotion.actions import creators, marks
from waypost.loop.promotion.models import Creator
from waypost.loop.strategy.domain.renames import rewritten
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import version_numbered

CRITERIA = Actor.system("the criteria for creators")


@on("creator.shortlisted")
def tell_who_decides(entry: Entry) -> None:
    """Let those who may decide know that somebody is on the shortlist."""
    assert entry.workspace_id is not None, "creators belong to a workspace"
    workspace = Workspace.objects.get(pk=entry.workspace_id)
    tell(
        workspace,
        kind="creator",
        sentence=f"On the shortlist: {entry.subject_label}",
        href=reverse(
            "promotion:creator", kwargs={"workspace": workspace.slug, "creator_id": entry.subject_id}
        ),
        who_may="creator.decide",
        once=f"creator.{entry.pk}",
        by=entry.actor,
    )


@on("creator.decided")
def tell_who_writes(entry: Entry) -> None:
    """Whoever is to write to a creator is told so."""
    creator = Creator.objects.select_related("workspace", "task").filter(pk=entry.subject_id).first()
    if creator is None or creator.task is None:
        return
    at = {"workspace": creator.workspace.slug, "creator_id": creator.pk}
    tell(
        creator.workspace,
        kind="creator",
        sentence=f"{entry.actor_label} said yes to {creator}. {creator.task.what}",
        href=reverse("promotion:creator", kwargs=at),
        who_may="creator.see",
        only=creator.task.person_id,
        once=f"creator.{entry.pk}",
        by=entry.actor,
    )


@on("strategy.accepted")
def follow_renamed_criteria(entry: Entry) -> None:
    """A criterion that has another key in the new version keeps its marks."""
    version = StrategyVersion.objects.select_related("workspace").get(pk=entry.subject_id)
    criteria = version.strategy.creator_criteria.criteria
    renames = {each.was: each.key for each in criteria if each.was}
    if renames:
        marks.follow_renames(version.workspace, renames=renames, by=CRITERIA)


@on("strategy.accepted")
def follow_renamed_limits(entry: Entry) -> None:
    """What was seen of creators stays where a boundary has another key, or a red flag other words."""
    version = StrategyVersion.objects.select_related("workspace").get(pk=entry.subject_id)
    before = version_numbered(version.workspace_id, entry.details["based_on"])
    topics = {topic.was: topic.key for topic in version.strategy.boundaries.topics if topic.was}
    known = before.strategy.creator_criteria.red_flags if before is not None else ()
    flags = rewritten(known, version.strategy.creator_criteria.red_flags)
    if topics or flags:
        creators.follow_renames(version.workspace, topics=topics, flags=flags, by=CRITERIA)
