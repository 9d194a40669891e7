from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.domain.kinds import DIGEST
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, members, require
from waypost.loop.analytics.digests import facts_of
from waypost.loop.analytics.domain.digest import Facts, headline, lines_for
from waypost.toolkit import clock


def send(workspace: Workspace, *, by: Actor) -> list[Notice]:
    """Tell each member what the last week was against the plan, in what concerns their roles; once a week."""
    access = require(by, "results.edit", workspace.pk)
    whole = facts_of(access, workspace)
    if not whole.says_something:
        return []
    told: list[Notice] = []
    for member in members(access):
        theirs = access_of(Actor.of_person(member.person), workspace.pk)
        facts: Facts = facts_of(theirs, workspace) if theirs.limited else whole
        lines = lines_for(theirs.roles, facts)
        if lines:
            told += tell(
                workspace,
                kind=DIGEST,
                sentence=headline(facts),
                more=lines,
                href=reverse("analytics:plan", kwargs={"workspace": workspace.slug}),
                who_may="results.see",
                only=member.person_id,
                by_mail=not workspace.is_simulated,
                once=name_of(workspace),
                by=by,
            )
    return told


def name_of(workspace: Workspace) -> str:
    """What this week's digest goes by, so that it comes once."""
    return f"{DIGEST}.{workspace.pk}.{clock.start_of_week(workspace.today).isoformat()}"
