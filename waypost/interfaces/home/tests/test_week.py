from datetime import timedelta

import pytest

from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.notices.actions import tasks
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.loop.content.tests.factories import submitted_post
from waypost.loop.planning.actions import briefs, handovers
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit import clock


def words(response):
    return response.content.decode()


def handed(world, slot, role, **said):
    owner = Member.objects.get(workspace=world.workspace, person=world.person(role))
    asked = {"title": "Sanding", "owner": owner, "due_on": slot.local_on, **said}
    briefs.write(slot, **asked, by=world.actor("owner"))
    return handovers.hand_over(slot, by=world.actor("owner"))


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def week_around(slot):
    return f"?week={slot.local_on.isoformat()}"


def test_a_brief_stands_in_the_week_of_the_one_who_writes_it(world, slot):
    handed(world, slot, "contributor")

    mine = words(world.client("contributor").get(f"/tern/week/{week_around(slot)}"))
    theirs = words(world.client("manager").get(f"/tern/week/{week_around(slot)}"))

    assert "Write “Sanding” for" in mine
    assert f"goes out {slot.local:%A}" in mine
    assert "Write “Sanding” for" not in theirs


def test_a_check_point_stands_in_the_week_of_the_one_who_sees_to_it(world, slot):
    sees = Member.objects.get(workspace=world.workspace, person=world.person("marketer"))
    handed(world, slot, "contributor", checkpoints=[Milestone("Picture", slot.local_on, sees)])

    mine = words(world.client("marketer").get(f"/tern/week/{week_around(slot)}"))
    theirs = words(world.client("contributor").get(f"/tern/week/{week_around(slot)}"))

    assert "Picture for “Sanding”" in mine
    assert "Check-point" in mine
    assert "Picture for" not in theirs
    assert theirs.count("Write “Sanding” for") == 1


def test_a_slot_that_nobody_was_asked_for_is_missing_and_one_that_was_is_not(world, slot):
    def gaps(shown):
        return shown.count("Needs a post")

    before = gaps(words(world.client("manager").get(f"/tern/week/{week_around(slot)}")))
    handed(world, slot, "contributor")
    after = gaps(words(world.client("manager").get(f"/tern/week/{week_around(slot)}")))

    assert before > 0
    assert after == before - 1


def test_a_post_to_approve_stands_where_somebody_may_approve(world):
    post = submitted_post(world)

    assert "Wants approval" in words(world.client("approver").get("/tern/week/"))
    assert f"/tern/posts/{post.pk}/approval" in words(world.client("approver").get("/tern/week/"))
    assert "Wants approval" not in words(world.client("marketer").get("/tern/week/"))


def test_what_is_late_stands_on_top(world):
    yesterday = world.workspace.today - timedelta(days=1)
    person = world.person("contributor")
    tasks.give(
        world.workspace, person=person, what="Sort the pictures", due_on=yesterday, by=world.actor("owner")
    )

    page = words(world.client("contributor").get("/tern/week/"))

    assert page.index('id="week-late"') < page.index("Sort the pictures") < page.index('class="week"')


def test_a_task_is_ticked_off_and_one_stays_in_the_week(world):
    task = tasks.give(
        world.workspace, person=world.person("contributor"), what="Sort the pictures", by=world.actor("owner")
    )

    answer = world.client("contributor").post(f"/tern/tasks/{task.pk}/completion/", {"back": "/tern/week/"})

    assert answer.url == "/tern/week/"
    assert "Sort the pictures" not in words(world.client("contributor").get("/tern/week/"))


def test_nobody_is_led_elsewhere_by_a_ticked_task(world):
    task = tasks.give(
        world.workspace, person=world.person("contributor"), what="Sort", by=world.actor("owner")
    )

    answer = world.client("contributor").post(
        f"/tern/tasks/{task.pk}/completion/", {"back": "https://elsewhere.example/"}
    )

    assert answer.url == "/tern/notices/"


def test_across_brands_each_thing_names_its_brand(world):
    member = Member.objects.create(workspace=world.other, person=world.person("manager"))
    HeldRole.objects.create(member=member, role="manager")
    tasks.give(world.other, person=world.person("manager"), what="Buns", by=world.actor("neighbour"))
    tasks.give(world.workspace, person=world.person("manager"), what="Boats", by=world.actor("owner"))

    page = words(world.client("manager").get("/week/"))

    assert "Buns" in page
    assert "Boats" in page
    assert f"<strong>{world.other.name}</strong>" in page


def test_nothing_of_a_brand_where_one_does_not_work_is_shown(world, slot):
    handed(world, slot, "contributor")

    page = words(world.client("neighbour").get(f"/week/{week_around(slot)}"))

    assert "Sanding" not in page
    assert "Needs a post" not in page


def test_who_works_on_some_channels_sees_the_gaps_of_these(world, slot):
    member = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    Member.objects.filter(pk=member.pk).update(limited=True)
    ChannelAccess.objects.create(member=member, channel=slot.channel)
    others = Slot.objects.exclude(channel=slot.channel).filter(at__gt=slot.at)
    assert others.exists()

    page = words(world.client("manager").get(f"/week/{week_around(slot)}"))

    names = {channel.name for channel in world.channels} - {slot.channel.name}
    assert "Needs a post" in page
    assert not any(
        f'<span class="week-note"><strong>Tern &amp; Tide</strong> {name}' in page for name in names
    )


def test_a_week_asks_the_same_questions_however_much_is_in_it(world, slot, django_assert_max_num_queries):
    client = world.client("manager")
    for each in Slot.objects.filter(is_reactive=False, at__gt=slot.at).order_by("at")[:4]:
        handed(world, each, "manager", due_on=each.local_on)
    client.get(f"/tern/week/{week_around(slot)}")

    with django_assert_max_num_queries(15):
        client.get(f"/tern/week/{week_around(slot)}")
    with django_assert_max_num_queries(15):
        client.get(f"/week/{week_around(slot)}")


def test_what_is_due_after_the_week_is_shown_as_due_later(world):
    monday = clock.start_of_week(world.workspace.today)
    tasks.give(
        world.workspace,
        person=world.person("contributor"),
        what="Write “Sanding” for the gallery",
        due_on=monday + timedelta(days=9),
        by=world.actor("owner"),
    )

    now = words(world.client("contributor").get("/tern/week/"))
    past = words(world.client("contributor").get(f"/tern/week/?week={monday - timedelta(days=14)}"))

    assert "Write “Sanding” for" in now[now.index("Due later") :]
    assert "Due later" not in past
