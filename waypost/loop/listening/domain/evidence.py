"""What the strategy in force says that helps to weigh a network: who is there, what for, who else, what we make."""

from collections.abc import Mapping

from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit.wording import _


def evidence(strategy: Strategy, network: str) -> Mapping[str, tuple[str, ...]]:
    """Sentences by aspect; an aspect of which the strategy says nothing is left out."""
    name = network.strip().casefold()
    found = {
        "audience": _audience(strategy, name),
        "fit": tuple(goal.label for goal in strategy.goals if goal.measurable)[:4],
        "format": tuple(sorted({each for role in strategy.channel_roles for each in role.formats}))[:8],
        "others": _others(strategy, name),
    }
    return {aspect: said for aspect, said in found.items() if said}


def _audience(strategy: Strategy, name: str) -> tuple[str, ...]:
    """Who spends how much of their time there; where nobody does, that is said too."""
    shares = [
        (persona.label, portion.share)
        for persona in strategy.personas
        for portion in persona.attention
        if name and name in portion.label.casefold()
    ]
    said = [
        _("{persona} spend {share:.0%} of their time there.").format(persona=label, share=share)
        for label, share in sorted(shares, key=lambda pair: -pair[1])
    ]
    if not said and any(persona.attention for persona in strategy.personas):
        said = [_("No persona spends time there, says the strategy.")]
    return tuple(said)


def _others(strategy: Strategy, name: str) -> tuple[str, ...]:
    """The competitors of whom an account there is known."""
    there = [
        each.label
        for each in strategy.competitors
        if any(name in account.casefold() for account in each.accounts)
    ]
    return tuple(_("{name} is there.").format(name=label) for label in there) if name else ()
