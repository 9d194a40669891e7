"""Keeping to what networks take in a while: room is taken before a call, and given back when it was not made.

The rows are in the database, locked while they are read and written, so the limits hold across processes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from waypost.foundation.channels.domain import quotas
from waypost.foundation.channels.domain.quotas import Grant, Spent, Use
from waypost.foundation.channels.models import Channel, Quota
from waypost.foundation.channels.queries import has_quotas, quotas_over
from waypost.networks.contract import Allowance, Limit, Per, Spend, TryLater, listening
from waypost.toolkit import clock

KEPT = ("slices", "left", "left_until")


def at_once(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Do it in this very thread."""
    return work(*args, **kwargs)


@contextmanager
def asking(
    channel: Channel, spend: Spend = Spend.CALL, *, do: Callable[..., Any] = at_once
) -> Iterator[None]:
    """Make one call inside the block within the network's limits. Raises TryLater, and calls nobody, where it has no room.

    What only reads leaves a part of every limit to what is to be posted. `do` works on the database, for whom that
    is not to happen in the calling thread.
    """
    do(_take, channel, spend)
    with heeding(channel, do=do):
        yield


@contextmanager
def heeding(channel: Channel, *, do: Callable[..., Any] = at_once) -> Iterator[None]:
    """Keep what the answers to the calls inside the block say is left of the network's limits, where that is little."""
    with listening() as told:
        try:
            yield
        except TryLater as error:
            told += error.allowances
            raise
        finally:
            news = quotas.worth_keeping(told, channel.card.limits)
            if news:
                do(settle, channel, heard=news)


def _take(channel: Channel, spend: Spend) -> None:
    card = channel.card
    if not card.limits and not has_quotas(channel):
        return
    granted = reserve(channel, [{spend: 1}], spare=spend is Spend.CALL)
    if granted.until is not None:
        limit = next((limit for limit in card.limits if limit.name == granted.limit), None)
        wait = (granted.until - clock.now()).total_seconds()
        raise TryLater(wait, quotas.sentence(limit, card.label))


@transaction.atomic
def reserve(channel: Channel, wanted: Sequence[Spent], *, spare: bool = False) -> Grant:
    """Take the room that these calls need, in order, as far as there is any; say for how many, and until when not.

    `spare` leaves a part of every limit to others.
    """
    stated: Sequence[Limit] = channel.card.limits
    limits = quotas.leaving_room(stated) if spare else stated
    spared = {limit.name: limit.most - less.most for limit, less in zip(stated, limits, strict=True)}
    rows = _locked(channel, [limit for limit in limits if any(map(limit.cost, wanted))])
    known = {name: row.use for name, row in rows.items()}
    granted, uses = quotas.grant(wanted, known, limits, clock.now(), spared)
    _keep(rows, uses)
    return granted


@transaction.atomic
def settle(channel: Channel, *, unused: Iterable[Spent] = (), heard: Iterable[Allowance] = ()) -> None:
    """Give back the room of calls that were not made, and keep what the network said is left of its limits."""
    now, told, returned = clock.now(), list(heard), list(unused)
    limits = {limit.name: limit for limit in channel.card.limits}
    said = [limits.get(each.limit, each) for each in told]
    rows = _locked(channel, [*said, *(limits.values() if returned else ())])
    uses = {name: row.use for name, row in rows.items()}
    for spent in returned:
        for name, use in uses.items():
            uses[name] = use.returning(quotas.cost(name, limits.get(name), spent))
    for each in told:
        uses[each.limit] = uses[each.limit].hearing(each, now)
    _keep(rows, uses)


def _locked(channel: Channel, needed: Sequence[Limit | Allowance]) -> dict[str, Quota]:
    """The quotas over a channel by the names of their limits, locked; those that are needed and missing are made."""
    rows = _read(channel)
    missing = [each for each in needed if _name(each) not in rows]
    if missing:
        Quota.objects.bulk_create([_new(channel, each) for each in missing], ignore_conflicts=True)
        rows = _read(channel)
    return rows


def _read(channel: Channel) -> dict[str, Quota]:
    # Always in one order, so that two who lock the same rows never wait for each other.
    return {row.limit: row for row in quotas_over(channel).select_for_update().order_by("pk")}


def _new(channel: Channel, of: Limit | Allowance) -> Quota:
    mine = of.per is Per.CHANNEL
    return Quota(
        workspace_id=channel.workspace_id if mine else None,
        channel=channel if mine else None,
        network=channel.network,
        server=channel.server,
        limit=_name(of),
    )


def _name(of: Limit | Allowance) -> str:
    return of.name if isinstance(of, Limit) else of.limit


def _keep(rows: dict[str, Quota], uses: dict[str, Use]) -> None:
    changed = []
    for name, row in rows.items():
        if uses[name] != row.use:
            row.use = uses[name]
            changed.append(row)
    Quota.objects.bulk_update(changed, KEPT)
