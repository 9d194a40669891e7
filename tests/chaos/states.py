"""Prints how many publications stand in each state, as JSON."""

import json

import django


def main() -> None:
    django.setup()
    from django.db.models import Count  # noqa: PLC0415 (Django must be set up first)

    from waypost.loop.publishing.models import Publication  # noqa: PLC0415

    counted = Publication.objects.values("state").order_by().annotate(number=Count("pk"))
    print(json.dumps({row["state"]: row["number"] for row in counted}))


if __name__ == "__main__":
    main()
