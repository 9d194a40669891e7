from tests.actions import Call
from tests.world import World
from waypost.foundation.notices.models import Notice, Task


def _notice(world: World) -> Notice:
    return Notice.objects.create(
        workspace=world.workspace, person=world.person("manager"), kind="test", sentence="Look."
    )


def _task(world: World) -> Task:
    return Task.objects.create(
        workspace=world.workspace, person=world.person("manager"), what="Look", made_by_label="A test"
    )


ARGUMENTS = {
    "notices.mail.send": lambda world: Call(_notice(world)),
    "notices.notices.tell": lambda world: Call(
        world.workspace, kind="test", sentence="Look.", who_may="workspace.see"
    ),
    "notices.notices.read": lambda world: Call(_notice(world)).only("manager"),
    "notices.notices.read_all": lambda world: Call(_notice(world).workspace).only("manager"),
    "notices.tasks.give": lambda world: Call(world.workspace, person=world.person("manager"), what="Look"),
    "notices.tasks.finish": lambda world: Call(_task(world)),
}
