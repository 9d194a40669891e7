from tests.actions import Call
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import invitations, unpackings
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Administrator, Invitation, Member, Unpacking

VIEWER = [Role.VIEWER]


def _member(world: World) -> Member:
    """Somebody else than the viewer, who may leave by themselves."""
    others = Member.objects.filter(workspace=world.workspace).exclude(held_roles__role=Role.VIEWER)
    return others.order_by("-pk")[0]


def _invitation(world: World) -> Invitation:
    return invitations.invite(
        world.workspace, email=f"rui@{world.workspace.slug}.example", roles=VIEWER, by=Actor.system("a test")
    )[0]


def _unpacking(world: World) -> Unpacking:
    return Unpacking.objects.create(workspace=world.workspace, name="brand.waypost", total=3)


def _taken_up(world: World) -> Unpacking:
    unpacking = _unpacking(world)
    assert unpackings.take_up(unpacking)
    return unpacking


def _accepted(world: World) -> Call:
    rui = Person.objects.create_user(f"rui@{world.workspace.slug}.example", name="Rui")
    return Call(_invitation(world), person=rui).only(Actor.of_person(rui))


def _demo(world: World) -> Call:
    world.workspace.is_simulated = True
    world.workspace.save(update_fields=["is_simulated"])
    return Call(world.workspace)


def _admin(world: World) -> Administrator:
    person = _member(world).person
    return Administrator.objects.create(organisation=world.workspace.organisation, person=person)


ARGUMENTS = {
    "workspaces.administrators.add": lambda world: Call(world.workspace, person=_member(world).person),
    "workspaces.administrators.remove": lambda world: Call(_admin(world)),
    "workspaces.removal.remove": _demo,
    "workspaces.invitations.invite": lambda world: Call(
        world.workspace, email="rui@tern.example", roles=VIEWER
    ),
    "workspaces.invitations.mail": lambda world: Call(_invitation(world), link="http://tern.example/"),
    "workspaces.invitations.accept": _accepted,
    "workspaces.invitations.accept_as_newcomer": lambda world: Call(
        _invitation(world), name="Rui", password=None
    ).only("system"),
    "workspaces.invitations.withdraw": lambda world: Call(_invitation(world)),
    "workspaces.members.add": lambda world: Call(
        world.workspace, person=world.person("outsider"), roles=VIEWER
    ),
    "workspaces.members.change_roles": lambda world: Call(_member(world), roles=VIEWER),
    "workspaces.members.remove": lambda world: Call(_member(world)),
    "workspaces.organisations.rename": lambda world: Call(world.workspace, name="Mine"),
    "workspaces.unpackings.begin": lambda world: Call(
        world.workspace, stored="1/brand", name="brand.waypost", total=3
    ),
    "workspaces.unpackings.advance": lambda world: Call(_unpacking(world), count=1, put=lambda: {"One.": 1}),
    "workspaces.unpackings.rest": lambda world: Call(_taken_up(world)),
    "workspaces.unpackings.break_off": lambda world: Call(_unpacking(world), why="The file is gone."),
    "workspaces.workspaces.found": lambda world: Call(world.person("owner"), name="Mine"),
    "workspaces.workspaces.hand_out": lambda world: Call(world.workspace),
    "workspaces.workspaces.edit": lambda world: Call(world.workspace, name="Mine"),
}
QUIET = {"workspaces.invitations.mail": "sends nothing where no mail server is set"}
