"""Lets everything that stands ready be due now: `python -m tests.chaos.due`."""

import django


def main() -> None:
    django.setup()
    from waypost.loop.publishing.models import Publication  # noqa: PLC0415 (Django must be set up first)
    from waypost.toolkit import clock  # noqa: PLC0415

    now = clock.now()
    Publication.objects.filter(state="ready").update(due_at=now, planned_at=now, act_at=now)


if __name__ == "__main__":
    main()
