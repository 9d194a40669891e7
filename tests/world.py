"""One small named brand, with a member of each role, a neighbour and an outsider. The demo is seeded from it too."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client
from django.test.client import ClientHandler

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS, Role
from waypost.foundation.workspaces.models import HeldRole, Member, Organisation, Workspace
from waypost.foundation.workspaces.queries import access_of

NAMES = {
    "owner": "Odile Tern",
    "strategist": "Sunniva Vale",
    "manager": "Mateus Ribeiro",
    "marketer": "Marit Holm",
    "contributor": "Cato Lind",
    "approver": "Ada Fonseca",
    "client": "Clara Nunes",
    "viewer": "Viggo Dahl",
    "outsider": "Otto Fremd",
    "neighbour": "Nadia Borg",
}
ROLES = [role.value for role in DESCRIPTIONS]
CHANNELS = {"gallery": "Tern & Tide Gallery", "journal": "The Tide Journal", "harbour": "Harbour Notes"}
HANDLER = ClientHandler(enforce_csrf_checks=False)
"""The program as clients meet it: loading its middleware anew for each of them takes longer than most visits."""


@dataclass
class World:
    """Tern & Tide, a seaside print gallery in Portugal, and its neighbours."""

    workspace: Workspace
    other: Workspace
    people: dict[str, Person]
    channels: list[Channel]
    other_channel: Channel
    sessions: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    @classmethod
    def build(cls) -> World:
        """The world, made in the test's database."""
        tern, borg = Organisation.objects.bulk_create(
            [Organisation(name="Tern & Tide"), Organisation(name="Borg")]
        )
        workspace = Workspace.objects.create(
            organisation=tern, name="Tern & Tide", slug="tern", timezone="Europe/Lisbon", size="team"
        )
        other = Workspace.objects.create(organisation=borg, name="Borg Bakery", slug="borg", size="team")
        people = {role: Person(email=f"{role}@tern.example", name=name) for role, name in NAMES.items()}
        for person in people.values():
            person.set_unusable_password()
        Person.objects.bulk_create(people.values())
        for role in ROLES:
            cls._join(workspace, people[role], role)
        cls._join(other, people["neighbour"], Role.OWNER)
        channels = [cls._channel(workspace, key, name) for key, name in CHANNELS.items()]
        return cls(workspace, other, people, channels, cls._channel(other, "bakery", "Borg Bakery"))

    @staticmethod
    def _join(workspace: Workspace, person: Person, role: str) -> None:
        HeldRole.objects.create(member=Member.objects.create(workspace=workspace, person=person), role=role)

    @staticmethod
    def _channel(workspace: Workspace, key: str, name: str) -> Channel:
        return Channel.objects.create(
            workspace=workspace,
            key=key,
            network="sandbox",
            name=name,
            handle=key,
            remote_id=key,
            server=settings.WAYPOST.sandbox_address,
            locked_token=settings.WAYPOST.vault.lock(f"token-{key}"),
            simulated=True,
        )

    def person(self, role: str) -> Person:
        return self.people[role]

    def actor(self, role: str) -> Actor:
        return Actor.of_person(self.people[role])

    def access(self, role: str) -> Access:
        return access_of(self.actor(role), self.workspace.pk)

    def client(self, role: str) -> Client:
        """A test client signed in as the one with this role; "nobody" is not signed in."""
        if role not in self.clients:
            self.clients[role] = client = Client()
            client.handler = HANDLER
            if role != "nobody":
                client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions.get(role) or self.sign_in(role)
        return self.clients[role]

    def sign_in(self, role: str) -> str:
        """Sign in the one with this role; the key of the session."""
        client = Client()
        client.force_login(self.people[role], backend=settings.AUTHENTICATION_BACKENDS[0])
        self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self.sessions[role]

    def channel(self, key: str) -> Channel:
        return next(channel for channel in self.channels if channel.key == key)

    def across(self) -> World:
        """The same world seen by the neighbour, who holds every role there: what factories make is Borg's."""
        neighbour, here = self.people["neighbour"], self.people["owner"]
        people = dict.fromkeys(NAMES, neighbour) | {"outsider": self.people["outsider"], "neighbour": here}
        known = {channel.key: channel for channel in Channel.objects.filter(workspace=self.other)}
        channels = [known.get(key) or self._channel(self.other, key, f"Borg {key}") for key in CHANNELS]
        return World(self.other, self.workspace, people, channels, self.channels[0])
