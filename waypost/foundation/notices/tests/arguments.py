from tests.actions import Call
from tests.world import World
from waypost.foundation.notices.domain.kinds import DIGEST
from waypost.foundation.notices.models import Mute, Notice, Task
from waypost.foundation.notices.tests.browser import Browser
from waypost.foundation.notices.tests.factories import device_of


def _notice(world: World) -> Notice:
    return Notice.objects.create(
        workspace=world.workspace, person=world.person("manager"), kind="test", sentence="Look."
    )


def _task(world: World) -> Task:
    return Task.objects.create(
        workspace=world.workspace, person=world.person("manager"), what="Look", made_by_label="A test"
    )


def _new_device(world: World) -> Call:
    return Call(world.person("manager"), name="Chrome on Android", **Browser().said).only("manager")


def _muted(world: World) -> Call:
    person = world.person("manager")
    Mute.objects.create(workspace=world.workspace, person=person, kind=DIGEST)
    return Call(world.workspace, person=person, kind=DIGEST).only("manager")


ARGUMENTS = {
    "notices.devices.add": _new_device,
    "notices.devices.remove": lambda world: Call(device_of(world, "manager")).only("manager"),
    "notices.push.send": lambda world: Call(_notice(world)),
    "notices.push_keys.rotate": lambda world: Call().only("system"),
    "notices.mail.send": lambda world: Call(_notice(world)),
    "notices.mutes.mute": lambda world: Call(
        world.workspace, person=world.person("manager"), kind=DIGEST
    ).only("manager"),
    "notices.mutes.unmute": _muted,
    "notices.notices.tell": lambda world: Call(
        world.workspace, kind="test", sentence="Look.", who_may="workspace.see"
    ),
    "notices.notices.read": lambda world: Call(_notice(world)).only("manager"),
    "notices.notices.read_all": lambda world: Call(_notice(world).workspace).only("manager"),
    "notices.tasks.give": lambda world: Call(world.workspace, person=world.person("manager"), what="Look"),
    "notices.tasks.finish": lambda world: Call(_task(world)),
}
EVERYBODY = {
    "notices.notices.tell": "is called by what somebody may do already, and tells only those who may know",
    "notices.notices.read_all": "marks what one was told oneself",
}
