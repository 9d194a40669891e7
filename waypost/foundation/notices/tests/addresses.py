from typing import Any

from tests.addresses import Personal
from tests.world import World
from waypost.foundation.notices.models import Notice, Task
from waypost.foundation.notices.tests.factories import device_of


def _notice(world: World) -> dict[str, Any]:
    notice = Notice.objects.create(
        workspace=world.workspace, person=world.person("owner"), kind="test", sentence="Something happened."
    )
    return {"notice_id": notice.pk}


def _task(world: World) -> dict[str, Any]:
    task = Task.objects.create(
        workspace=world.workspace, person=world.person("owner"), what="Look", made_by_label="A test"
    )
    return {"task_id": task.pk}


def _device(world: World) -> dict[str, Any]:
    return {"device_id": device_of(world, "owner").pk}


ADDRESSES = {
    "notices:removal": Personal("owner", _device),
    "notices:reading": Personal("owner", _notice),
    "notices:completion": Personal("owner", _task),
}
