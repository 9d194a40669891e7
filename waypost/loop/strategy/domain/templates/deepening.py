"""Fills what a first strategy says beyond pillars and rhythm: a funnel, a rule for the mix, sentences before and after."""

from waypost.loop.strategy.domain.document import (
    Boundaries,
    ChannelRole,
    FunnelStage,
    HashtagSet,
    MixRule,
    Persona,
    Pillar,
    Portion,
    Rewrite,
    Strategy,
    Tone,
    Voice,
)
from waypost.loop.strategy.domain.templates.depth import SOUNDS, Depth
from waypost.toolkit.wording import _

GIVES, ASKS = _("Of use or a joy"), _("Asks for something")


def deepened(strategy: Strategy, depth: Depth) -> Strategy:
    """Give the strategy with all that is usual in its trade; what only the brand can know stays open."""
    return strategy.model_copy(
        update={
            "personas": tuple(_known(persona, depth) for persona in strategy.personas),
            "voice": _voiced(strategy.voice, depth),
            "pillars": tuple(_staged(pillar, depth) for pillar in strategy.pillars),
            "channel_roles": tuple(_sounding(role, depth) for role in strategy.channel_roles),
            "mix_rules": (_rule(strategy.pillars, depth),),
            "funnel_stages": _stages(strategy, depth),
            "hashtag_sets": (
                HashtagSet(
                    key="what-we-do",
                    label=_("What we do"),
                    tags=depth.tags,
                    use=_("One or two of them, and the name of the place."),
                ),
            ),
            "boundaries": Boundaries(
                topics=strategy.boundaries.topics, decides=_("Whoever writes; in doubt it waits a day.")
            ),
        }
    )


def _known(persona: Persona, depth: Depth) -> Persona:
    said = {"believes": depth.believes, "should_believe": depth.should_believe, "likes": depth.likes}
    return persona.model_copy(update={name: getattr(persona, name) or words for name, words in said.items()})


def _voiced(voice: Voice, depth: Depth) -> Voice:
    unhappy = Tone(
        key="unhappy",
        label=_("Somebody is unhappy"),
        tone=_("Quick and plain: what happened, what we do now, when they hear from us again."),
    )
    rewrites = {
        key: (Rewrite(before=before, after=after),) for key, (before, after) in depth.rewrites.items()
    }
    traits = tuple(
        trait.model_copy(update={"examples": trait.examples or rewrites.get(trait.key, ())})
        for trait in voice.traits
    )
    return voice.model_copy(update={"traits": traits, "tones": voice.tones or (unhappy,)})


def _staged(pillar: Pillar, depth: Depth) -> Pillar:
    return pillar.model_copy(update={"funnel_stages": (depth.stages[pillar.key],)})


def _sounding(role: ChannelRole, depth: Depth) -> ChannelRole:
    name = role.label.casefold()
    sounds = SOUNDS.get(name) or SOUNDS.get(role.network or "", "")
    return role.model_copy(update={"voice": role.voice or sounds, "never": role.never or (depth.never,)})


def _rule(pillars: tuple[Pillar, ...], depth: Depth) -> MixRule:
    """The mix that the pillars of this trade come to: whoever moves their shares later sees it."""
    asks = sum(pillar.share for pillar in pillars if pillar.key == depth.asks)
    return MixRule(
        key="give-before-you-ask",
        label=_("Give before you ask"),
        why=_("Whoever only asks is scrolled past."),
        parts=(
            Portion(label=GIVES, share=round(1 - asks, 2)),
            Portion(label=ASKS, share=round(asks, 2)),
        ),
        pillars={pillar.key: ASKS if pillar.key == depth.asks else GIVES for pillar in pillars},
    )


def _stages(strategy: Strategy, depth: Depth) -> tuple[FunnelStage, ...]:
    wanted = strategy.goals[0].label if strategy.goals else ""
    return (
        FunnelStage(
            key="discover",
            label=_("Discover"),
            purpose=_("Somebody comes across us for the first time."),
            kpi=_("Reach beyond followers"),
            diagnostics=(_("Shares"), _("Visits of the profile")),
            next_step=_("Follows, saves it or asks a question."),
        ),
        FunnelStage(
            key="act",
            label=_("Act"),
            purpose=_("They weigh us up, and take the step."),
            kpi=wanted,
            diagnostics=(_("Clicks on links"), _("Questions")),
            next_step=depth.next_step,
        ),
        FunnelStage(
            key="stay",
            label=_("Stay"),
            purpose=_("They come back, and tell others."),
            kpi=_("People who answer or share again"),
            diagnostics=(_("Comments"), _("Mentions by others")),
        ),
    )
