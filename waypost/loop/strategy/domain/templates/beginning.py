"""From a trade and five answers to a whole first strategy."""

from collections.abc import Iterable, Mapping

from waypost.loop.strategy.domain.document import (
    CURRENT_SCHEMA,
    Boundaries,
    ChannelRole,
    Goal,
    Objective,
    Persona,
    Pillar,
    Strategy,
    Voice,
)
from waypost.loop.strategy.domain.templates.answers import BrandAnswers, Place
from waypost.loop.strategy.domain.templates.cafe import CAFE
from waypost.loop.strategy.domain.templates.deepening import deepened
from waypost.loop.strategy.domain.templates.depth import DEPTHS
from waypost.loop.strategy.domain.templates.maker import MAKER
from waypost.loop.strategy.domain.templates.nonprofit import NONPROFIT
from waypost.loop.strategy.domain.templates.other import OTHER
from waypost.loop.strategy.domain.templates.service import SERVICE
from waypost.loop.strategy.domain.templates.shop import SHOP
from waypost.loop.strategy.domain.templates.software import SOFTWARE
from waypost.loop.strategy.domain.templates.trade import Trade
from waypost.loop.strategy.domain.templates.wellbeing import WELLBEING
from waypost.toolkit.wording import _

TRADES: tuple[Trade, ...] = (CAFE, SHOP, MAKER, SERVICE, WELLBEING, NONPROFIT, SOFTWARE, OTHER)


def trade_called(key: str) -> Trade:
    """Give the trade called `key`; what nobody knows is “something else”."""
    return next((trade for trade in TRADES if trade.key == key), OTHER)


def prompts(trade: str) -> Mapping[str, tuple[str, ...]]:
    """Give first ideas for each pillar's key of a trade."""
    return trade_called(trade).prompts


def begin(trade: str, answers: BrandAnswers) -> Strategy:
    """Give a first strategy: one intention, one persona, three pillars, voice in three words, a cadence per place; and
    beyond these what is usual in the trade."""
    plan = trade_called(trade)
    objective = Objective(key="business", label=_shortened(answers.want), outcome=_sentence(answers.want))
    intention = Goal(key="first-intention", label=_shortened(answers.want), objective=objective.key)
    persona = plan.persona.model_copy(
        update={"label": _shortened(_without_for(answers.for_whom)), "channels": _keys(answers.where)}
    )
    first = Strategy(
        schema_version=CURRENT_SCHEMA,
        brand=answers.brand,
        purpose=_purpose(plan, answers),
        objectives=(objective,),
        goals=(intention,),
        personas=(persona,),
        voice=_voice(plan),
        pillars=tuple(_aimed(pillar, persona, intention) for pillar in plan.pillars),
        channel_roles=_roles(plan, answers),
        boundaries=Boundaries(topics=(plan.boundary,)),
    )
    return deepened(first, DEPTHS[plan.key])


def _purpose(plan: Trade, answers: BrandAnswers) -> str:
    whom = _sentence(_("For {whom}").format(whom=_lowered(_without_for(answers.for_whom))))
    return f"{_sentence(answers.what)} {whom}\n" + _("We are here so that {reason}.").format(
        reason=plan.reason
    )


def _voice(plan: Trade) -> Voice:
    words = [trait.label.lower() for trait in plan.traits]
    summary = _("{words} and {last}.").format(words=", ".join(words[:-1]), last=words[-1])
    return Voice(
        summary=summary[:1].upper() + summary[1:],
        traits=plan.traits,
        preferred_words=plan.preferred_words,
        banned_words=plan.banned_words,
    )


def _aimed(pillar: Pillar, persona: Persona, intention: Goal) -> Pillar:
    return pillar.model_copy(update={"personas": (persona.key,), "goals": (intention.key,)})


def _roles(plan: Trade, answers: BrandAnswers) -> tuple[ChannelRole, ...]:
    places = answers.where
    often = _spread(answers.posts_per_week, len(places))
    return tuple(_role(plan, place, posts) for place, posts in zip(places, often, strict=True))


def _role(plan: Trade, place: Place, posts_per_week: int) -> ChannelRole:
    return ChannelRole(
        key=place.key,
        label=place.label,
        network=place.network or None,
        purpose=_("Where {reason}.").format(reason=plan.reason),
        posts_per_week=posts_per_week,
        formats=_carried(plan.formats, place.formats),
        times=plan.times,
    )


def _spread(posts: int, places: int) -> list[int]:
    """Share `posts` out over `places` as evenly as whole posts allow, the first places first."""
    each, left = divmod(posts, places) if places else (0, 0)
    return [each + (1 if place < left else 0) for place in range(places)]


def _carried(formats: Mapping[str, float], carried: Iterable[str]) -> dict[str, float]:
    """Keep the formats that a place can carry, in the same proportion, in whole percents that come to 100."""
    able = set(carried)
    kept = {name: share for name, share in formats.items() if not able or name in able}
    if not kept:
        return {}
    together = sum(kept.values())
    percents = {name: int(100 * share / together) for name, share in kept.items()}
    first = next(iter(percents))
    percents[first] += 100 - sum(percents.values())
    return {name: percent / 100 for name, percent in percents.items()}


def _keys(places: Iterable[Place]) -> tuple[str, ...]:
    return tuple(place.key for place in places)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def _shortened(text: str, limit: int = 90) -> str:
    """Give the first words of an answer as a label."""
    text = " ".join(text.split()).rstrip(".")
    if len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return text[:1].upper() + text[1:]


def _without_for(text: str) -> str:
    text = " ".join(text.split())
    return text[4:] if text.lower().startswith("for ") else text


def _lowered(text: str) -> str:
    """Begin with a small letter, unless the first word is all capitals or a name that goes on in capitals."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() or first == "I" else text[:1].lower() + text[1:]
