"""What somebody chose, as a form carries it: about the things that a new version touches, and between two who wrote."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.document import Pillar
from waypost.loop.strategy.domain.impact import Thing, Touched
from waypost.loop.strategy.domain.proposals import still_applies
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version

WISH = "wish-"
"""Before the name of a choice."""
PREFER = "prefer-"
"""Before the name of a place that two people changed at once."""
SHOWN = 12


@dataclass(frozen=True)
class Group:
    """Some of what a version touches, with as much of it as is shown one by one."""

    touched: Touched
    shown: tuple[Thing, ...]
    is_whole: bool

    @property
    def has_more(self) -> bool:
        return len(self.shown) < len(self.touched.things)


def groups_of(request: HttpRequest, touched: Iterable[Touched]) -> list[Group]:
    """What is touched, the first of each group one by one, and all of the group that the address asks for."""
    asked = request.GET.get("all", "")
    return [
        Group(each, each.things if each.group == asked else each.things[:SHOWN], each.group == asked != "")
        for each in touched
    ]


def touched_by(request: WorkspaceRequest, proposal: Proposal) -> tuple[list[Group], SafeString]:
    """What taking a proposal would touch now, and the pillars to which that can move; nothing where it cannot be taken."""
    current = None if proposal.is_suggestion else current_version(request.workspace.pk)
    if current is None or not still_applies(proposal.change, proposal.change_back, current.strategy):
        return [], moves_to(())
    after = proposal.change.apply(current.strategy)
    touched = impact.touched(request.access, request.workspace, current.strategy, after)
    return groups_of(request, touched), moves_to(after.pillars)


def wishes_in(request: HttpRequest) -> dict[str, str]:
    """The choices that were sent, by the name of a group or of a thing in it."""
    return {
        name.removeprefix(WISH): str(wish) for name, wish in request.POST.items() if name.startswith(WISH)
    }


def preferred(request: HttpRequest) -> dict[str, str]:
    """Whose words somebody chose where two wrote in the same place, by the name of the conflict."""
    return {
        name.removeprefix(PREFER): str(choice)
        for name, choice in request.POST.items()
        if name.startswith(PREFER)
    }


def is_asked(groups: Iterable[Group]) -> bool:
    """Whether something can be chosen about any of what is touched."""
    return any(group.touched.is_decided for group in groups)


def moves_to(pillars: Iterable[Pillar]) -> SafeString:
    """The pillars that a thing can move to, drawn once for all the lists that offer them."""
    return format_html_join(
        "", '<option value="move:{}">{}</option>', ((pillar.key, pillar.label) for pillar in pillars)
    )
