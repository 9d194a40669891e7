from typing import Any

from tests.addresses import Personal, Plain
from tests.world import World
from waypost.foundation.notices import turning_off
from waypost.foundation.notices.domain.kinds import DIGEST
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


def _off(world: World) -> dict[str, Any]:
    person = world.person("owner")
    notice = Notice.objects.create(
        workspace=world.workspace, person=person, kind=DIGEST, sentence="Last week: 3 posts"
    )
    return {"token": turning_off.address_of(notice).rstrip("/").rpartition("/")[2]}


ADDRESSES = {
    "notices:quiet": Plain({"kind": DIGEST}),
    "quiet:off": _off,
    "notices:removal": Personal("owner", _device),
    "notices:reading": Personal("owner", _notice),
    "notices:completion": Personal("owner", _task),
}
PUBLIC = {"quiet:off": "a mail is read where nobody is signed in"}
TELLING = {"quiet:off": "whoever has the mail reads whose digest it turns off"}
