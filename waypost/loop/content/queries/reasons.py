from dataclasses import dataclass

from django.utils import dateformat

from waypost.loop.content.domain.why import Aim, Why
from waypost.loop.content.models import Post
from waypost.loop.planning.models import Campaign
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Step:
    """One step of the path from a post to what the business wants: what it is, and its name.

    `hue` is a pillar's colour, `flag` a campaign's; a `note` is what it wants said.
    """

    kind: str
    label: str
    hue: int | None = None
    flag: int | None = None
    note: str = ""


def aims_of(workspace_id: int) -> tuple[Aim, ...]:
    """The pillars as the current strategy describes them, with what follows from each."""
    strategy = strategy_of(workspace_id)
    if strategy is None:
        return ()
    return tuple(
        Aim(
            pillar=pillar.key,
            label=pillar.label,
            about=pillar.purpose,
            personas=pillar.personas,
            goals=pillar.goals,
            funnel_stages=pillar.funnel_stages,
        )
        for pillar in strategy.pillars
    )


def strategy_of(workspace_id: int) -> Strategy | None:
    """The current strategy's document, if there is one."""
    return current_strategy(workspace_id)


def reasons_found(
    workspace_id: int, why: Why
) -> tuple[Pillar | None, Persona | None, Goal | None, FunnelStage | None]:
    """Find the items that a why names."""
    return (
        Pillar.objects.filter(workspace_id=workspace_id, key=why.pillar).first() if why.pillar else None,
        Persona.objects.filter(workspace_id=workspace_id, key=why.persona).first() if why.persona else None,
        Goal.objects.filter(workspace_id=workspace_id, key=why.goal).first() if why.goal else None,
        FunnelStage.objects.filter(workspace_id=workspace_id, key=why.funnel_stage).first()
        if why.funnel_stage
        else None,
    )


def path_of(post: Post, strategy: Strategy | None) -> list[Step]:
    """Walk from the slot by pillar, persona and goal to the objective of the current strategy, as far as the post says."""
    steps = [Step(_("Slot"), dateformat.format(post.slot.local, "D j M, H:i"))] if post.slot else []
    if post.reactive:
        steps.append(Step(_("Reactive"), _("An answer to what the day brought")))
    if post.pillar:
        steps.append(Step(_("Pillar"), post.pillar.label, post.pillar.hue))
    if post.persona:
        steps.append(Step(_("For"), post.persona.label))
    if post.campaign:
        steps.append(_campaign(post.campaign))
    if post.goal:
        steps.append(Step(_("Goal"), post.goal.label))
        steps.extend(_objective(post.goal.key, strategy))
    return steps


def _campaign(campaign: Campaign) -> Step:
    return Step(_("Campaign"), campaign.name, flag=campaign.hue, note=campaign.message)


def _objective(goal_key: str, strategy: Strategy | None) -> list[Step]:
    goal = strategy.goal(goal_key) if strategy else None
    objective = strategy.objective(goal.objective) if strategy and goal and goal.objective else None
    return [Step(_("Objective"), objective.label)] if objective else []
