from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@transaction.atomic
def join(*, email: str, name: str, password: str | None, by: Actor) -> Person:
    """Make an account for somebody who proved by a link that this address is theirs; the link's action checked that."""
    if not by.is_system:
        raise NotAllowed("Accounts are made by accepting an invitation.")
    email, name = email.strip().lower(), name.strip()[:120]
    if Person.objects.filter(email=email).exists():
        raise Refusal("There is an account with that address already. Sign in with it.", field="email")
    if password:
        _refuse_weak(password, Person(email=email, name=name))
    person = Person.objects.create_user(email, password or None, name=name)
    record("person.joined", person, by=Actor.of_person(person))
    return person


@transaction.atomic
def edit(person: Person, *, name: str, timezone: str, theme: str, by: Actor) -> Person:
    """Change one's own name, time zone and theme."""
    if by.person_id != person.pk:
        raise NotAllowed("That account is somebody else's.")
    if timezone:
        clock.zone(timezone)
    if theme not in Person.Theme.values:
        raise Refusal("Choose light, dark, or the theme of your device.", field="theme")
    person.name, person.timezone, person.theme = name.strip()[:120], timezone, theme
    person.save(update_fields=["name", "timezone", "theme"])
    record("person.edited", person, by=by)
    return person


def _refuse_weak(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refusal(" ".join(error.messages), field="password") from error
