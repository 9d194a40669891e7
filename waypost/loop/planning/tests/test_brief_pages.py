from datetime import timedelta

import pytest

from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.planning.actions import briefs
from waypost.loop.planning.models import Brief, Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.queries import current_strategy


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def words(response):
    return response.content.decode()


def member(world, role):
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def near(world, slot):
    return list(
        Slot.objects.filter(workspace=world.workspace, at__gt=slot.at, is_reactive=False).order_by("at")[:2]
    )


def test_a_brief_is_kept_and_handed_over_in_one_step(world, slot):
    said = {
        "title": "Sanding",
        "must": "The date\nThe name",
        "never": "A price",
        "specs": "upright, 30 s",
        "outcome": "Twenty ask for the list",
        "owner": member(world, "contributor").pk,
        "due_on": slot.local_on.isoformat(),
        "pillar": slot.pillar_id,
        "hand_over": "yes",
    }

    world.client("manager").post(f"/tern/slots/{slot.pk}", said)

    brief = Brief.objects.get(slot=slot)
    read = words(world.client("contributor").get(f"/tern/slots/{slot.pk}"))
    assert (brief.musts, brief.nevers, brief.specs) == (
        ["The date", "The name"],
        ["A price"],
        "upright, 30 s",
    )
    assert Task.objects.get(person=world.person("contributor")).due_on == slot.local_on
    assert "Twenty ask for the list" in read
    assert "Asked for" in read


def test_a_brief_that_cannot_be_handed_over_is_not_half_kept(world, slot):
    answer = world.client("manager").post(
        f"/tern/slots/{slot.pk}", {"title": "Sanding", "pillar": slot.pillar_id, "hand_over": "yes"}
    )

    assert "who writes it and until when" in words(answer)
    assert not Brief.objects.filter(slot=slot).exists()


def test_a_brief_is_taken_back_on_its_page(world, slot):
    test_a_brief_is_kept_and_handed_over_in_one_step(world, slot)

    world.client("manager").post(f"/tern/slots/{slot.pk}/brief/return")

    assert Task.objects.get(person=world.person("contributor")).done_at is not None


def posted(world, slot, *lines, **said):
    rows = {"checkpoints-TOTAL_FORMS": len(lines), "checkpoints-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        rows |= {f"checkpoints-{number}-{name}": value for name, value in line.items()}
    asked = {"title": "Sanding", "pillar": slot.pillar_id, **rows, **said}
    return world.client("manager").post(f"/tern/slots/{slot.pk}", asked)


def test_check_points_are_written_in_a_line_each_and_read_with_the_brief(world, slot):
    line = {"what": "Picture", "due_on": slot.local_on.isoformat(), "member": member(world, "marketer").pk}
    who = {"owner": member(world, "contributor").pk, "due_on": slot.local_on.isoformat()}

    posted(world, slot, line, {"what": "", "due_on": ""}, **who, hand_over="yes")

    assert Task.objects.get(person=world.person("marketer")).due_on == slot.local_on
    assert "Picture: " in words(world.client("contributor").get(f"/tern/slots/{slot.pk}"))
    assert 'value="Picture"' in words(world.client("manager").get(f"/tern/slots/{slot.pk}"))


def test_a_check_point_that_cannot_be_says_why_beside_its_field_and_loses_nothing(world, slot):
    after = (slot.local_on + timedelta(days=1)).isoformat()

    answer = words(posted(world, slot, {"what": "Picture", "due_on": after}, {"what": "Text"}))

    assert "Choose a day before." in answer
    assert "Say by which day." in answer
    assert 'value="Picture"' in answer
    assert 'value="Sanding"' in answer
    assert not Brief.objects.exists()


def test_a_form_without_check_points_leaves_them_as_they_are(world, slot):
    posted(world, slot, {"what": "Picture", "due_on": slot.local_on.isoformat()})

    world.client("manager").post(f"/tern/slots/{slot.pk}", {"title": "Oiling", "pillar": slot.pillar_id})

    assert [each.what for each in Brief.objects.get().checkpoints.all()] == ["Picture"]


def test_hashtags_are_written_and_taken_from_a_set_of_the_strategy(world, slot):
    chosen = current_strategy(world.workspace.pk).hashtag_sets[0]
    fitting = Slot.objects.filter(channel__key__in=chosen.channels, pillar__key__in=chosen.pillars)
    slot = fitting.filter(at__gt=slot.at)[0]

    posted(world, slot, hashtags="#winter light", sets=[chosen.key])

    brief = Brief.objects.get(slot=slot)
    assert brief.hashtags == ["winter", "light", *chosen.tags]
    assert chosen.label in words(world.client("manager").get(f"/tern/slots/{slot.pk}"))
    assert f"#{chosen.tags[0]}" in words(world.client("contributor").get(f"/tern/slots/{slot.pk}"))


def test_a_forbidden_hashtag_is_refused_beside_its_field(world, slot):
    answer = words(posted(world, slot, hashtags="#MustHave"))

    assert "“#MustHave” says “must-have”" in answer
    assert 'value="#MustHave"' in answer
    assert not Brief.objects.exists()


def test_the_post_of_a_slot_begins_with_the_hashtags_of_its_brief(world, slot):
    posted(world, slot, hashtags="#winter")

    page = words(world.client("contributor").get(f"/tern/drafts?slot={slot.pk}"))

    assert "#winter</textarea>" in page


def test_a_brief_with_many_check_points_asks_the_database_no_more_often(
    world, slot, django_assert_max_num_queries
):
    on = slot.local_on.isoformat()
    posted(world, slot, *({"what": f"Part {number}", "due_on": on} for number in range(8)))
    client = world.client("manager")
    client.get(f"/tern/slots/{slot.pk}")

    with django_assert_max_num_queries(18):
        client.get(f"/tern/slots/{slot.pk}")


def test_alone_nobody_is_asked(world, slot):
    Workspace.objects.filter(pk=world.workspace.pk).update(size="solo")
    briefs.write(slot, title="Sanding", by=world.actor("owner"))

    page = words(world.client("owner").get(f"/tern/slots/{slot.pk}"))

    assert "hand over" not in page.lower()
    assert "Who writes it" not in page
    assert "Check-points" not in page


def test_the_briefs_of_two_weeks_are_written_in_a_line_each(world, slot):
    one, other = near(world, slot)

    world.client("manager").post(
        "/tern/briefs", {f"title-{one.pk}": "Oiling", f"message-{one.pk}": "Slowly.", f"title-{other.pk}": ""}
    )

    brief = Brief.objects.get()
    assert (brief.slot_id, brief.title, brief.message) == (one.pk, "Oiling", "Slowly.")


def test_several_are_handed_over_at_once(world, slot):
    one, other = near(world, slot)
    posted = {
        f"title-{one.pk}": "Oiling",
        f"title-{other.pk}": "Waxing",
        "slot": [one.pk, other.pk],
        "owner": member(world, "contributor").pk,
        "days_before": 2,
        "hand_over": "yes",
    }

    world.client("manager").post("/tern/briefs", posted)

    assert Task.objects.filter(person=world.person("contributor")).count() == 2
    assert "2 of" in words(world.client("viewer").get("/tern/briefs"))


def test_what_was_written_stays_on_the_page_where_it_cannot_be_handed_over(world, slot):
    one, _other = near(world, slot)

    answer = world.client("manager").post(
        "/tern/briefs",
        {f"title-{one.pk}": "Oiling", "slot": [one.pk], "days_before": 2, "hand_over": "yes"},
    )

    assert "does not say who writes it" in words(answer)
    assert 'value="Oiling"' in words(answer)
    assert not Brief.objects.exists()


def test_without_a_slot_the_page_says_where_these_come_from(world):
    assert "Nothing to brief" in words(world.client("manager").get("/tern/briefs"))


def test_those_who_do_not_plan_write_no_briefs(world, slot):
    assert world.client("contributor").post("/tern/briefs", {}).status_code == 403
    assert "<textarea" not in words(world.client("contributor").get("/tern/briefs"))
    assert world.client("viewer").post(f"/tern/slots/{slot.pk}/brief/return").status_code == 403


def test_the_page_asks_the_database_at_most_fifteen_times(world, slot, django_assert_max_num_queries):
    client = world.client("manager")
    for each in near(world, slot):
        briefs.write(each, title="A", owner=member(world, "contributor"), by=world.actor("manager"))
    client.get("/tern/briefs")

    with django_assert_max_num_queries(15):
        client.get("/tern/briefs")
