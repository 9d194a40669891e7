"""One database, measured a round at a time: `python -m benchmarks.claims.measure --finished 1000000 --waiting 200000`.

Says "ready" when it is filled; then each line on standard input is answered by the figures of one round, as JSON:
the name of what was done to the milliseconds that it took, each time.
"""

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from benchmarks.brand import build  # noqa: E402
from benchmarks.claims import A_WEEK, crowd  # noqa: E402
from benchmarks.publish.queue import write  # noqa: E402
from waypost.foundation.processes import queries as processes  # noqa: E402
from waypost.interfaces.commands import prepare  # noqa: E402
from waypost.loop.publishing import queries  # noqa: E402
from waypost.loop.publishing.actions import arming, lanes, outcomes  # noqa: E402
from waypost.loop.publishing.actions.arming import Armed  # noqa: E402
from waypost.loop.publishing.actions.lanes import Claim  # noqa: E402
from waypost.loop.publishing.domain.answers import Answer, Outcome  # noqa: E402
from waypost.loop.publishing.engine.ledger import DirectLedger  # noqa: E402
from waypost.loop.publishing.engine.parcel import Parcel, next_parcels  # noqa: E402
from waypost.loop.publishing.engine.preparer import Preparer  # noqa: E402
from waypost.loop.publishing.engine.sender import PUBLISHER  # noqa: E402
from waypost.loop.publishing.models import Publication  # noqa: E402
from waypost.loop.publishing.publisher import sweep  # noqa: E402
from waypost.loop.publishing.queries.changing import to_make  # noqa: E402
from waypost.toolkit import clock  # noqa: E402

CHANNELS = 20
EACH = queries.AT_ONCE
HOLDER = "benchmark"

Took = dict[str, list[float]]


def main() -> int:
    """Fill, then measure a round whenever asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--finished", type=int, required=True)
    parser.add_argument("--waiting", type=int, required=True)
    given = parser.parse_args()
    prepare.everything()
    channels = [channel.pk for channel in build(CHANNELS).channels]
    _make_due()
    for channel in channels:
        _send_all(channel, defaultdict(list))
    if given.finished or given.waiting:
        like = [Publication.objects.filter(channel=channel).latest("pk") for channel in channels]
        crowd.fill(like, given.finished, given.waiting)
    print("ready", flush=True)
    for _line in sys.stdin:
        print(json.dumps(_round(channels)), flush=True)
    return 0


def _round(channels: list[int]) -> Took:
    """Ten posts on each channel, from the preparer's look to the sweeper's."""
    took: Took = defaultdict(list)
    _make_due()
    for channel in channels:
        _send_all(channel, took)
    with _timed(took, "looks of the preparer, the reconciler and the changer"):
        now = clock.now()
        for due in (queries.to_prepare(now), queries.to_look_for(now), to_make(now)):
            list(due[:100])
    with _timed(took, "sweep"):
        sweep(DirectLedger(), near=True)
    with _timed(took, A_WEEK):
        sweep(DirectLedger())
    return took


def _make_due() -> None:
    """Write posts for every channel, prepare them, and let them be due."""
    written = [row.pk for row in write(CHANNELS * EACH)]
    Preparer(DirectLedger()).work()
    while Preparer(DirectLedger()).work():
        pass
    due_at = clock.now() - timedelta(seconds=1)
    for first in range(0, len(written), 100):
        part = Publication.objects.filter(pk__in=written[first : first + 100])
        part.update(due_at=due_at, planned_at=due_at, act_at=due_at)


def _send_all(channel: int, took: Took) -> None:
    """Claim a channel and take ten posts through the gate to their end; the network is not asked."""
    with _timed(took, "claim"):
        now = clock.now()
        queries.next_moments(now)
        processes.is_held()
        due = queries.due_lanes(now, busy=set())
        claim = lanes.claim(channel, holder=HOLDER)
        parcels = next_parcels(channel, EACH)
    assert claim is not None
    assert len(parcels) == EACH, f"{len(parcels)} of {EACH} were due on {channel}, {len(due)} channels were"
    for parcel in parcels:
        with _timed(took, "send"):
            _send(parcel, claim)
    lanes.give_back(claim)


def _send(parcel: Parcel, claim: Claim) -> None:
    armed = arming.arm(
        parcel.id,
        claim=claim,
        content=parcel.content,
        text=parcel.outgoing.text,
        seconds=parcel.card.deadline,
    )
    assert isinstance(armed, Armed), armed
    answer = Answer(Outcome.PUBLISHED, said="", remote_id=f"measured-{parcel.id}")
    outcomes.settle(armed.attempt_id, answer, known=parcel.publication, by=PUBLISHER)


@contextmanager
def _timed(took: Took, name: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    took[name].append(1000 * (time.perf_counter() - begun))


if __name__ == "__main__":
    sys.exit(main())
