from datetime import timedelta

from django.utils.module_loading import import_string
from huey.contrib.djhuey import db_task

from waypost.foundation.processes import queries, timetable
from waypost.foundation.processes.models import Turn
from waypost.toolkit import clock

PATIENCE = timedelta(minutes=10)
"""A claimed turn whose worker died is due again after so long at the latest."""


def set_up() -> None:
    """Give each entry of the timetable its row, forget those that left it, and hurry those that come more often now."""
    now = clock.now()
    wanted = {entry.name: entry for entry in timetable.entries()}
    Turn.objects.exclude(name__in=wanted).delete()
    for entry in wanted.values():
        first = now if entry.every else entry.due_after(now)
        Turn.objects.get_or_create(name=entry.name, defaults={"next_due_at": first})
        latest = entry.due_after(now)
        Turn.objects.filter(name=entry.name, next_due_at__gt=latest).update(next_due_at=latest)


def sweep() -> list[str]:
    """Claim what is due and hand it to the worker's threads; returns the names."""
    won = claim_due()
    for name in won:
        run_soon(name)
    return won


def claim_due() -> list[str]:
    """Claim what is due; of all workers that see a turn, the one whose UPDATE changes the row has it."""
    now = clock.now()
    won: list[str] = []
    for turn in queries.due(now):
        entry = timetable.entry(turn.name)
        if entry is None:
            continue
        until = min(entry.due_after(now), now + PATIENCE)
        if Turn.objects.filter(pk=turn.pk, next_due_at=turn.next_due_at).update(next_due_at=until):
            won.append(turn.name)
    return won


def run(name: str) -> None:
    """Do what the timetable says under `name`, then say when it is due next; one that fails is due again soon."""
    entry = timetable.entry(name)
    if entry is None:
        return
    import_string(entry.task)()
    now = clock.now()
    Turn.objects.filter(name=name).update(next_due_at=entry.due_after(now), ran_at=now)


@db_task()  # type: ignore[untyped-decorator]
def run_soon(name: str) -> None:
    """Run a claimed entry in the worker."""
    run(name)
