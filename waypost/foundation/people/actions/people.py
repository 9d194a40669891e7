from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def join(*, email: str, name: str, password: str | None, by: Actor) -> Person:
    """Make an account for somebody who was invited under this address."""
    if not by.is_system:
        raise NotAllowed("Accounts are made by accepting an invitation.")
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise Refusal("There is an account with that address already. Sign in with it.", field="email")
    person = Person.objects.create_user(email.strip(), password or None, name=name.strip()[:120])
    record("person.joined", person, by=Actor.of_person(person))
    return person


@transaction.atomic
def edit(person: Person, *, name: str, timezone: str, theme: str, by: Actor) -> Person:
    """Change one's own name, time zone and theme."""
    if by.person_id != person.pk:
        raise NotAllowed("That account is somebody else's.")
    if timezone:
        clock.zone(timezone)
    person.name, person.timezone, person.theme = name.strip()[:120], timezone, Person.Theme(theme)
    person.save(update_fields=["name", "timezone", "theme"])
    record("person.edited", person, by=by)
    return person
