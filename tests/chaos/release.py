"""Releases a held installation as its first person does on the queue's page: `python -m tests.chaos.release`."""

import django


def main() -> None:
    django.setup()
    from waypost.foundation.journal.domain.actor import Actor  # noqa: PLC0415 (Django must be set up first)
    from waypost.foundation.people.models import Person  # noqa: PLC0415
    from waypost.foundation.workspaces.models import Workspace  # noqa: PLC0415
    from waypost.loop.publishing.actions import installation  # noqa: PLC0415

    first = Person.objects.order_by("pk")[0]
    installation.release(Workspace.objects.get(slug="tern"), by=Actor.of_person(first))


if __name__ == "__main__":
    main()
