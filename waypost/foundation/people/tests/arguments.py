from allauth.mfa.models import Authenticator
from django.conf import settings

from tests.actions import Call
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import owner_links
from waypost.foundation.people.models import OwnerLink
from waypost.foundation.people.queries import owner_link

TERMINAL = Actor.system("the terminal")
NEWCOMER = {"email": "new@tern.example", "name": "New", "password": None}


def _link(world: World) -> OwnerLink:
    return owner_link(owner_links.make(by=TERMINAL))


def _factor(world: World) -> Authenticator:
    return Authenticator.objects.create(
        user=world.person("owner"),
        type=Authenticator.Type.TOTP,
        data={"secret": settings.WAYPOST.vault.lock("x")},
    )


ARGUMENTS = {
    "people.owner_links.make": lambda world: Call().only("system"),
    "people.owner_links.use": lambda world: Call(_link(world), **NEWCOMER).only("system"),
    "people.people.join": lambda world: Call(**NEWCOMER).only("system"),
    "people.people.edit": lambda world: Call(world.person("owner"), name="Eve", timezone="", theme="dark"),
    "people.second_factors.rotate": lambda world: Call(_factor(world)).only("system"),
}
