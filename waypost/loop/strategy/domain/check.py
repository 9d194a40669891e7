"""What must hold between the parts of a document: references, shares, renames."""

from collections.abc import Iterable, Iterator, Mapping

from waypost.loop.strategy.domain.document import Item, Strategy
from waypost.loop.strategy.domain.engage_tree import circles
from waypost.loop.strategy.domain.problem import Path, Problem, where
from waypost.loop.strategy.domain.sections import LISTS, REFERENCES, list_called
from waypost.toolkit.wording import _

SHARE_TOLERANCE = 0.01
"""How far shares may be from 100% together: thirds written as 33% are fine."""


def problems(strategy: Strategy) -> tuple[Problem, ...]:
    """Everything that keeps the document from being accepted, in the order of its sections."""
    found = [
        *_references(strategy),
        *_attention(strategy),
        *_shares(strategy),
        *_mix_rules(strategy),
        *_tree(strategy),
        *_renames(strategy),
    ]
    record = strategy.as_record()
    return tuple(Problem(problem.sentence, problem.path, where(record, problem.path)) for problem in found)


def _references(strategy: Strategy) -> Iterator[Problem]:
    keys = {kind.name: _keys(kind.items(strategy)) for kind in LISTS}
    for reference in REFERENCES:
        kind = list_called(reference.at)
        assert kind is not None
        for place, item in enumerate(kind.items(strategy)):
            path: Path = (*kind.path, place, reference.field)
            known = keys[reference.to] - ({item.key} if reference.to == reference.at else set())
            value: str | tuple[str, ...] | dict[str, str] | None = getattr(item, reference.field)
            if isinstance(value, tuple):
                yield from _unknown_any(value, known, path, reference.kind)
            elif isinstance(value, dict):
                for key in value:
                    yield from _unknown(key, known, (*path, key), reference.kind)
            else:
                yield from _unknown(value, known, path, reference.kind)


def _keys(items: Iterable[Item]) -> set[str]:
    return {item.key for item in items}


def _unknown_any(keys: Iterable[str], known: set[str], path: Path, kind: str) -> Iterator[Problem]:
    for place, key in enumerate(keys):
        yield from _unknown(key, known, (*path, place), kind)


def _unknown(key: str | None, known: set[str], path: Path, kind: str) -> Iterator[Problem]:
    if key is None or key in known:
        return
    if known:
        choice = _("Choose one of: {known}.").format(known=", ".join(sorted(known)))
    else:
        choice = _("There is none yet: add it, or leave this out.")
    yield Problem(_("“{key}” is not the key of {kind}.").format(key=key, kind=kind) + f" {choice}", path)


def _attention(strategy: Strategy) -> Iterator[Problem]:
    """Somebody may spend time elsewhere, but not more than all of it."""
    for i, persona in enumerate(strategy.personas):
        together = sum(place.share for place in persona.attention)
        if together > 1 + SHARE_TOLERANCE:
            sentence = _(
                "“{label}” spends {together} of the time; take some away, so that it comes to 100% at most."
            )
            yield Problem(
                sentence.format(label=persona.label, together=_percent(together)),
                ("personas", i, "attention"),
            )


def _shares(strategy: Strategy) -> Iterator[Problem]:
    pillars = {pillar.key: pillar.share for pillar in strategy.pillars}
    yield from _not_whole(pillars, ("pillars",), _("the pillars"))
    for i, role in enumerate(strategy.channel_roles):
        what = _("the formats of “{label}”").format(label=role.label)
        yield from _not_whole(role.formats, ("channel_roles", i, "formats"), what)
    given = {stage.key: stage.share for stage in strategy.funnel_stages if stage.share is not None}
    if given and len(given) < len(strategy.funnel_stages):
        sentence = _("Some funnel stages have a share and some have none. Give each one a share, or none.")
        yield Problem(sentence, ("funnel_stages",))
    else:
        yield from _not_whole(given, ("funnel_stages",), _("the funnel stages"))


def _not_whole(shares: Mapping[str, float], path: Path, what: str) -> Iterator[Problem]:
    together = sum(shares.values())
    gap = together - 1
    if not shares or abs(gap) <= SHARE_TOLERANCE + 1e-9:
        return
    if gap > 0:
        advice = _("Take {points} away somewhere.")
    else:
        advice = _("Give {points} more to one of them.")
    sentence = _("The shares of {what} come to {together}, not 100%.").format(
        what=what, together=_percent(together)
    )
    yield Problem(f"{sentence} {advice.format(points=_percent(abs(gap)))}", path)


def _mix_rules(strategy: Strategy) -> Iterator[Problem]:
    for i, rule in enumerate(strategy.mix_rules):
        labels = [part.label for part in rule.parts]
        shares = {f"{place} {part.label}": part.share for place, part in enumerate(rule.parts)}
        yield from _not_whole(
            shares, ("mix_rules", i, "parts"), _("the parts of “{rule}”").format(rule=rule.label)
        )
        if len(set(labels)) < len(labels):
            sentence = _("Two parts of “{rule}” have the same name. Give each one its own.")
            yield Problem(sentence.format(rule=rule.label), ("mix_rules", i, "parts"))
        for pillar, label in rule.pillars.items():
            if label not in labels:
                sentence = _("“{label}” is not a part of “{rule}”. Its parts are: {parts}.")
                yield Problem(
                    sentence.format(label=label, rule=rule.label, parts=", ".join(labels) or "–"),
                    ("mix_rules", i, "pillars", pillar),
                )


def _tree(strategy: Strategy) -> Iterator[Problem]:
    """A question that is asked again and again helps nobody to decide."""
    around = circles(strategy.crisis_plan.engage_tree)
    for i, step in enumerate(strategy.crisis_plan.engage_tree):
        if step in around:
            sentence = _("The tree comes back to “{question}”. Let one of the answers end, or lead on.")
            yield Problem(sentence.format(question=step.label), ("crisis_plan", "engage_tree", i))


def _percent(share: float) -> str:
    return f"{round(share * 100, 1):g}%"


def _renames(strategy: Strategy) -> Iterator[Problem]:
    for kind in LISTS:
        items = kind.items(strategy)
        keys, renamed = _keys(items), set[str]()
        for i, item in enumerate(items):
            if item.was is None or item.was == item.key:
                continue
            path: Path = (*kind.path, i, "was")
            if item.was in keys:
                sentence = _(
                    "“{was}” is still the key of another {one}. Rename that one too, or take this line out."
                )
                yield Problem(sentence.format(was=item.was, one=kind.one), path)
            if item.was in renamed:
                sentence = _("Two of the {many} say that they were “{was}”. Only one can be.")
                yield Problem(sentence.format(was=item.was, many=kind.many), path)
            renamed.add(item.was)
