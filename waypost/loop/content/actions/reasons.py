from dataclasses import dataclass, fields

from waypost.loop.content.domain.why import Why, prefill
from waypost.loop.content.models import Post
from waypost.loop.content.queries.reasons import aims_of, reasons_found
from waypost.loop.planning.models import Slot
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.toolkit.refusal import Refusal


@dataclass(frozen=True)
class Reasons:
    """Why a post exists, as somebody said it; None is left open and follows from the pillar."""

    pillar: Pillar | None = None
    persona: Persona | None = None
    goal: Goal | None = None
    funnel_stage: FunnelStage | None = None
    reactive: bool = False

    @property
    def why(self) -> Why:
        return Why(
            pillar=self.pillar.key if self.pillar else None,
            persona=self.persona.key if self.persona else None,
            goal=self.goal.key if self.goal else None,
            funnel_stage=self.funnel_stage.key if self.funnel_stage else None,
        )


def fill(post: Post, said: Reasons, *, slot: Slot | None = None, text: str = "") -> None:
    """Put the reasons on the post, those that were left open from slot, text and pillar. Saves nothing."""
    _must_be_ours(post, said)
    post.reactive = said.reactive or (slot.is_reactive if slot else False)
    planned = _why_of(slot)
    if post.reactive and not (said.pillar or planned.pillar):
        why = said.why
    else:
        why = prefill(said.why, slot=planned, text=text, aims=aims_of(post.workspace_id))
    post.pillar, post.persona, post.goal, post.funnel_stage = reasons_found(post.workspace_id, why)


def _why_of(slot: Slot | None) -> Why:
    if slot is None:
        return Why()
    return Why(
        pillar=slot.pillar.key if slot.pillar else None,
        persona=slot.persona.key if slot.persona else None,
        goal=slot.goal.key if slot.goal else None,
        funnel_stage=slot.funnel_stage.key if slot.funnel_stage else None,
    )


def _must_be_ours(post: Post, said: Reasons) -> None:
    for field in fields(said):
        item = getattr(said, field.name)
        if not isinstance(item, bool) and item is not None and item.workspace_id != post.workspace_id:
            raise Refusal(
                "That belongs to another brand's strategy. Choose one of this brand.", field=field.name
            )
