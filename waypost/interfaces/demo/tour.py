"""What is worth a look in the demo, once round the loop."""

from typing import NamedTuple

from django.urls import reverse

from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit.wording import _


class Stop(NamedTuple):
    """A page, and what one sees there."""

    label: str
    sentence: str
    href: str


STOPS = (
    (_("Home"), _("The loop, with what is true of each stage today and what needs you."), "home:home"),
    (
        _("Strategy"),
        _("Why the brand is there, and what changed from one version to the next."),
        "strategy:strategy",
    ),
    (_("Calendar"), _("What was said, and what comes next."), "planning:calendar"),
    (
        _("Publishing"),
        _("What goes out next, and what needs a decision: of one post nobody knows whether it arrived."),
        "publishing:queue",
    ),
    (_("Inbox"), _("Who wrote, and who waits for an answer."), "engagement:inbox"),
    (_("Results"), _("The goals against their pace; every number opens to its posts."), "analytics:results"),
    (_("Insights"), _("What the posts say works, and how sure that is."), "learning:insights"),
    (
        _("Proposals"),
        _("What should change because of it. Open one, see why, and take it: the loop has turned once."),
        "strategy:proposals",
    ),
)


def tour(workspace: Workspace) -> list[Stop]:
    """The stops, with their addresses in this brand."""
    return [
        Stop(label, sentence, reverse(name, kwargs={"workspace": workspace.slug}))
        for label, sentence, name in STOPS
    ]
