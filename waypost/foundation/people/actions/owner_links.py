import secrets
from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import people
from waypost.foundation.people.models import OwnerLink, Person
from waypost.foundation.people.queries import SPENT, digest_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.secrets import Secret

GOOD_FOR = timedelta(hours=12)


@transaction.atomic
def make(*, by: Actor) -> Secret:
    """A one-time link's secret for the first owner; earlier links that nobody used end."""
    if not by.is_system:
        raise NotAllowed("Owner links are made in the terminal of the machine that Waypost runs on.")
    OwnerLink.objects.filter(used_at=None).update(used_at=clock.now())
    secret = Secret(secrets.token_urlsafe(24))
    link = OwnerLink.objects.create(digest=digest_of(secret), ends_at=clock.now() + GOOD_FOR)
    record("owner_link.made", link, by=by)
    return secret


@transaction.atomic
def use(link: OwnerLink, *, email: str, name: str, password: str | None, by: Actor) -> Person:
    """Make an account for the holder of the link; it is good once."""
    if not by.is_system:
        raise NotAllowed("Owner links are for coming in, not for those who are in.")
    if not OwnerLink.objects.filter(pk=link.pk, used_at=None, ends_at__gt=clock.now()).update(
        used_at=clock.now()
    ):
        raise Refusal(SPENT.sentence)
    person = people.join(email=email, name=name, password=password, by=by)
    record("owner_link.used", link, by=Actor.of_person(person))
    return person
