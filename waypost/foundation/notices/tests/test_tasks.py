from datetime import datetime, time, timedelta

import pytest

from tests.world import World
from waypost.foundation.notices import tasks as timetable
from waypost.foundation.notices.actions import tasks
from waypost.foundation.notices.models import Notice, Task
from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.workspaces.models import Member
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/notices/"


@pytest.fixture
def task(world: World) -> Task:
    yesterday = world.workspace.today - timedelta(days=1)
    return tasks.give(
        world.workspace,
        person=world.person("manager"),
        what="Photograph the new print",
        due_on=yesterday,
        by=world.actor("strategist"),
    )


def test_a_task_stands_on_its_person_s_page_until_it_is_done(world: World, task: Task) -> None:
    client = world.client("manager")
    page = client.get(HERE).content.decode()

    client.post(f"/tern/tasks/{task.pk}/completion/")

    assert "Photograph the new print" in page
    assert "Late</span>" in page
    assert "from Sunniva Vale" in page
    assert not open_tasks(world.access("manager")).exists()


def test_on_its_day_a_task_tells_its_person_once(world: World) -> None:
    what, today = "Photograph the new print", world.workspace.today
    given = {"person": world.person("manager"), "by": world.actor("strategist"), "due_on": today}
    tasks.give(world.workspace, what=what, **given)
    tasks.finish(tasks.give(world.workspace, what="Done", **given), by=world.actor("manager"))
    tasks.give(world.workspace, what="Later", **{**given, "due_on": today + timedelta(days=1)})
    morning = clock.to_utc(datetime.combine(today, time(7)), world.workspace.timezone)

    with clock.frozen_at(morning - timedelta(minutes=1)):
        timetable.tell_of_due_tasks()
    assert not Notice.objects.exists()
    with clock.frozen_at(morning):
        timetable.tell_of_due_tasks()
        timetable.tell_of_due_tasks()

    notice = Notice.objects.get()
    assert (notice.person, notice.sentence) == (world.person("manager"), f"Due today: {what}")
    assert not notice.urgent


def test_a_task_is_given_to_a_member_in_the_browser(world: World) -> None:
    member = Member.objects.get(workspace=world.workspace, person=world.person("contributor"))

    world.client("manager").post(
        "/tern/tasks/", {"what": "Draft three captions", "member": member.pk, "due_on": ""}
    )

    assert open_tasks(world.access("contributor")).get().what == "Draft three captions"


def test_a_task_is_not_given_to_somebody_from_outside(world: World) -> None:
    with pytest.raises(Refusal, match="not a member"):
        tasks.give(world.workspace, person=world.person("neighbour"), what="Spy", by=world.actor("owner"))


def test_a_task_that_says_nothing_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="what is to be done"):
        tasks.give(world.workspace, person=world.person("manager"), what=" ", by=world.actor("owner"))


def test_somebody_else_s_task_is_not_theirs_to_tick_off(world: World, task: Task) -> None:
    assert world.client("marketer").post(f"/tern/tasks/{task.pk}/completion/").status_code == 404
    with pytest.raises(NotAllowed):
        tasks.finish(task, by=world.actor("marketer"))


def test_a_client_gives_nobody_tasks(world: World) -> None:
    assert world.client("client").post("/tern/tasks/", {}).status_code == 403
