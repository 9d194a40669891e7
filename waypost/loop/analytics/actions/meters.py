"""Says that results of channels changed, so that nobody shows what was added up before."""

from collections.abc import Iterable

from waypost.loop.analytics.models import Meter
from waypost.loop.analytics.models.meter import new_stamp


def stamp(workspace_id: int, channel_ids: Iterable[int]) -> None:
    """Give the meters of these channels another stamp; one that has none gets its meter."""
    wanted = set(channel_ids)
    known = Meter.objects.filter(channel__in=wanted)
    missing = wanted - set(known.values_list("channel_id", flat=True))
    Meter.objects.bulk_create(
        [Meter(workspace_id=workspace_id, channel_id=channel) for channel in sorted(missing)],
        ignore_conflicts=True,
    )
    known.update(stamp=new_stamp())
