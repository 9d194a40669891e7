"""The people of a demo: a member for each part that somebody has in a small team."""

from __future__ import annotations

from dataclasses import dataclass, replace

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import people
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import members
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation.beginning import OWNER, SYSTEM, Begun

NAMES = {
    Role.STRATEGIST: "Sunniva Vale",
    Role.MANAGER: "Mateus Ribeiro",
    Role.CONTRIBUTOR: "Cato Lind",
    Role.APPROVER: "Ada Fonseca",
}


@dataclass(frozen=True)
class Team:
    """Who acts, and the manager as a member to whom work is given."""

    strategist: Actor
    manager: Actor
    contributor: Actor
    approver: Actor
    manager_member: Member


def gather(begun: Begun) -> tuple[Begun, Team]:
    """Let four people join the brand; its owner gets a name."""
    owner = Person.objects.get(email=OWNER)
    owner.name = "Odile Tern"
    owner.save(update_fields=["name"])
    begun = replace(begun, owner=Actor.of_person(owner))
    joined = {role: _join(begun, role, name) for role, name in NAMES.items()}
    member = Member.objects.get(workspace=begun.workspace, person=joined[Role.MANAGER])
    actors = {role: Actor.of_person(person) for role, person in joined.items()}
    return begun, Team(
        actors[Role.STRATEGIST], actors[Role.MANAGER], actors[Role.CONTRIBUTOR], actors[Role.APPROVER], member
    )


def _join(begun: Begun, role: Role, name: str) -> Person:
    person = people.join(email=f"{role.value}@simulation.example", name=name, password=None, by=SYSTEM)
    members.add(begun.workspace, person=person, roles=[role], by=begun.owner)
    return person
