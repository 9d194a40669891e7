from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.actions import effects, expectations, insights
from waypost.loop.learning.domain.rhythm import is_look_due, is_review_due
from waypost.loop.learning.queries import latest_look, latest_review, with_a_strategy
from waypost.toolkit import clock

LEARNING = Actor.system("what was learned")


@on("look.asked")
def look_now(entry: Entry) -> None:
    """Look at the posts because somebody asked."""
    assert entry.workspace_id is not None
    effects.learn(Workspace.objects.get(pk=entry.workspace_id), by=LEARNING)


def learn_and_propose() -> None:
    """Look at each brand's posts once a week, judge what was expected, propose once a month (swept once a night)."""
    for workspace in with_a_strategy():
        expectations.check(workspace, by=LEARNING)
        look, reviewed = latest_look(workspace.pk), latest_review(workspace.pk)
        today = clock.today(workspace.timezone)
        is_review = is_review_due(today, workspace.local(reviewed).date() if reviewed else None)
        if is_review or is_look_due(today, workspace.local(look.looked_at).date() if look else None):
            _learn(workspace, is_review=is_review)


def _learn(workspace: Workspace, *, is_review: bool) -> None:
    effects.learn(workspace, by=LEARNING)
    if is_review:
        insights.propose(workspace, by=LEARNING)
