"""What the strategy in force says that helps to weigh a network: who is there, what for, who else, what we make."""

from collections.abc import Mapping

from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit.wording import _


def evidence(strategy: Strategy, network: str) -> Mapping[str, tuple[str, ...]]:
    """Sentences by aspect; an aspect of which the strategy says nothing is left out."""
    found = {
        "audience": _audience(strategy, network),
        "fit": tuple(goal.label for goal in strategy.goals if goal.measurable)[:4],
        "format": tuple(sorted({each for role in strategy.channel_roles for each in role.formats}))[:8],
        "others": tuple(
            _("{name} is there.").format(name=each.label)
            for each in strategy.competitors
            if each.is_on(network)
        ),
    }
    return {aspect: said for aspect, said in found.items() if said}


def _audience(strategy: Strategy, network: str) -> tuple[str, ...]:
    """Who spends how much of their time there; where nobody does, that is said too."""
    shares = [(persona.label, persona.attention_on(network)) for persona in strategy.personas]
    said = [
        _("{persona} spend {share:.0%} of their time there.").format(persona=label, share=share)
        for label, share in sorted(shares, key=lambda pair: -pair[1])
        if share
    ]
    if not said and any(persona.attention for persona in strategy.personas):
        said = [_("No persona spends time there, says the strategy.")]
    return tuple(said)
