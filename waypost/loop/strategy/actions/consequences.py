"""What is done with the things that a version touches, in the transaction that accepts it."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.impact import Choice, Decided, Touched, Wishes, decided
from waypost.loop.strategy.models import Consequence, Pillar, StrategyVersion
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def carry_out(
    version: StrategyVersion, *, touched: Sequence[Touched], wishes: Wishes, by: Actor
) -> list[Consequence]:
    """Keep, move or hold each thing as it was wished, and keep what was decided; a thing that cannot follow stays."""
    require(by, "strategy.accept", version.workspace_id)
    pillars = {row.key: row for row in Pillar.objects.filter(workspace=version.workspace, archived_at=None)}
    try:
        wished = list(decided(touched, wishes, list(pillars)))
    except ValueError as wrong:
        sentence = _(
            "One of the choices is none of these: keep, move to a pillar of the draft, hold. Choose again."
        )
        raise Refusal(sentence) from wrong
    made = [_carried_out(version, each, pillars, by) for each in wished]
    Consequence.objects.bulk_create(made, batch_size=200)
    if made:
        record("strategy.followed", version, by=by, number=version.number, **_counts(made))
    return made


def _carried_out(
    version: StrategyVersion, wish: Decided, pillars: Mapping[str, Pillar], by: Actor
) -> Consequence:
    pillar = pillars.get(wish.pillar)
    trouble = ""
    if wish.choice is not Choice.KEEP:
        try:
            with transaction.atomic():
                impact.carrier_of(wish.kind)(version, wish.thing.id, wish.choice, pillar, by)
        except Refusal as refusal:
            trouble = refusal.sentence
    return Consequence(
        workspace_id=version.workspace_id,
        version=version,
        kind=wish.kind,
        subject_id=wish.thing.id,
        label=wish.thing.label[:200],
        href=wish.thing.href,
        why=wish.thing.why[:200],
        choice=wish.choice,
        pillar=pillar.label if pillar else "",
        trouble=trouble[:300],
        responsible_id=wish.thing.responsible,
    )


def _counts(made: Iterable[Consequence]) -> dict[str, int]:
    counts = {"kept": 0, "moved": 0, "held": 0, "stuck": 0}
    named = {Choice.KEEP: "kept", Choice.MOVE: "moved", Choice.HOLD: "held"}
    for each in made:
        counts["stuck" if each.trouble else named[Choice(each.choice)]] += 1
    return counts
