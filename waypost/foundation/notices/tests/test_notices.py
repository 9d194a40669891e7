from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail as outgoing
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices import tasks as timetable
from waypost.foundation.notices.actions import notices, tell
from waypost.foundation.notices.models import Notice
from waypost.foundation.notices.queries import unread_count
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed

HERE = "/tern/notices/"
SWEEP = Actor.system("the sweep")


def told(world: World, **words: object) -> list[Notice]:
    given = {"kind": "hold", "sentence": "The queue is held.", "who_may": "hold.lift", "by": SWEEP}
    return tell(world.workspace, **{**given, **words})


def test_those_whom_it_concerns_are_told_and_nobody_else(world: World) -> None:
    told(world, href="/tern/members/")

    assert {notice.person.email.partition("@")[0] for notice in Notice.objects.all()} == {
        "owner",
        "strategist",
        "manager",
    }


def test_whoever_did_it_is_not_told(world: World) -> None:
    told(world, by=world.actor("manager"))

    assert unread_count(world.access("manager")) == 0
    assert unread_count(world.access("owner")) == 1


def test_what_has_a_name_is_told_once(world: World) -> None:
    for _ in range(2):
        told(world, once="hold-7")

    assert unread_count(world.access("owner")) == 1


def test_opening_a_notice_marks_it_read_and_goes_where_it_points(world: World) -> None:
    told(world, href="/tern/members/")
    notice = Notice.objects.get(person=world.person("owner"))

    answer = world.client("owner").post(f"{HERE}{notice.pk}/reading/")

    assert answer["Location"] == "/tern/members/"
    assert unread_count(world.access("owner")) == 0


def test_a_notice_never_leads_to_another_site(world: World) -> None:
    told(world, href="https://evil.example/")
    notice = Notice.objects.get(person=world.person("owner"))

    answer = world.client("owner").post(f"{HERE}{notice.pk}/reading/")

    assert answer["Location"] == HERE


def test_somebody_else_s_notice_is_not_there(world: World) -> None:
    told(world)
    notice = Notice.objects.get(person=world.person("owner"))

    assert world.client("manager").post(f"{HERE}{notice.pk}/reading/").status_code == 404
    with pytest.raises(NotAllowed):
        notices.read(notice, by=world.actor("manager"))


def test_everything_can_be_read_at_once(world: World) -> None:
    told(world)
    told(world)

    world.client("owner").post(f"{HERE}readings/")

    assert unread_count(world.access("owner")) == 0
    assert unread_count(world.access("manager")) == 2


def test_the_page_shows_what_is_new_and_costs_the_same(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        told(world, sentence=f"Notice {number}.")
    client = world.client("owner")

    with django_assert_max_num_queries(14):
        page = client.get(HERE)
    older = client.get(HERE, {"before": page.context["older"]})

    assert b"60 notices are new" in page.content
    assert len(page.context["notices"]) == 50
    assert len(older.context["notices"]) == 10


def test_what_is_urgent_goes_by_mail_once(world: World) -> None:
    told(world, urgent=True, href="/tern/members/")
    told(world)

    timetable.mail_due()
    timetable.mail_due()

    assert sorted(message.to[0] for message in outgoing.outbox) == [
        "manager@tern.example",
        "owner@tern.example",
        "strategist@tern.example",
    ]
    assert "The queue is held." in outgoing.outbox[0].body
    assert "/tern/members/" in outgoing.outbox[0].body


def test_what_was_read_in_time_is_not_mailed(world: World) -> None:
    told(world, urgent=True)
    for role in ("owner", "manager", "strategist"):
        notices.read_all(world.workspace, by=world.actor(role))

    timetable.mail_due()

    assert not outgoing.outbox


def test_a_mail_server_that_is_away_is_asked_again_later_and_given_up_after_two_days(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(world, urgent=True)
    now = clock.now()

    def away(message: object) -> None:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", away)
        timetable.mail_due()
    timetable.mail_due()
    at_once = len(outgoing.outbox)
    with clock.frozen_at(now + timedelta(days=3)):
        timetable.mail_due()
    too_late = len(outgoing.outbox)
    with clock.frozen_at(now + timedelta(minutes=20)):
        timetable.mail_due()

    assert (at_once, too_late, len(outgoing.outbox)) == (0, 0, 3)
