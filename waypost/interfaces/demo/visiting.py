"""Who comes to look at the demo may do everything in it: nothing there is real."""

from django.db import transaction

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import members
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.interfaces.demo import progress
from waypost.interfaces.demo.progress import Progress, Stage
from waypost.toolkit.refusal import Refusal


def demo_brand() -> Workspace | None:
    """The simulated brand of this installation, if it has one."""
    return Workspace.objects.filter(is_simulated=True).order_by("pk").first()


def progress_now() -> Progress | None:
    """How far the demo is, for those who begin; None where there is nothing to wait for."""
    brand = demo_brand()
    if brand is not None:
        return Progress(Stage.READY, 100, brand.slug)
    made = progress.read()
    if made is None or made.stage not in {Stage.MAKING, Stage.FAILED}:
        return None
    return made if made.is_making or not Workspace.objects.exists() else None


@transaction.atomic
def enter(person: Person) -> Workspace:
    """Let a person into the demo as one of its owners."""
    brand = demo_brand()
    if brand is None:
        raise Refusal("The demo is not there. It may still be in the making, or somebody deleted it.")
    if not Member.objects.filter(workspace=brand, person=person).exists():
        members.add(brand, person=person, roles=[Role.OWNER], by=Actor.system("the demo"))
    return brand


def forget() -> None:
    """Remember that the demo was deleted, so that it is not made again."""
    progress.write(Progress(Stage.GONE))
