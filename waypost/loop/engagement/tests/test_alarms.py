from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.engagement import tasks
from waypost.loop.engagement.actions import alarms, incidents
from waypost.loop.engagement.domain.counting import Count
from waypost.loop.engagement.models import Alarm, Incident
from waypost.loop.engagement.queries.counting import Asked, counts_of
from waypost.loop.engagement.tests.crises import opened, planned, rung
from waypost.loop.engagement.tests.factories import ANA, LAYLA, arrival, taken_in
from waypost.loop.strategy.domain.document import Measure
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_open")]
HOUR = timedelta(hours=1)


def said(world: World, number: int, text: str = "When is low tide?", *, ago: timedelta = HOUR / 2) -> None:
    at = clock.now() - ago
    taken_in(world, *[arrival(text, by=ANA if each % 2 else LAYLA, at=at) for each in range(number)])


def counted(world: World, *asked: Asked) -> dict[Asked, Count]:
    return counts_of(world.workspace.pk, clock.now(), asked)


def test_messages_people_and_complaints_are_counted_in_their_window(world: World) -> None:
    said(world, 4)
    said(world, 3, "The print arrived broken.")
    said(world, 5, ago=2 * HOUR)
    count = counted(world, *((measure, 60, False) for measure in Measure), (Measure.MESSAGES, 60, True))

    assert count[Measure.MESSAGES, 60, False].number == 7
    assert count[Measure.PEOPLE, 60, False].number == 2
    unhappy = count[Measure.UNHAPPY, 60, False]
    assert (unhappy.number, unhappy.messages) == (3, 7)
    assert count[Measure.WAITING, 60, False].number == 5
    assert count[Measure.MESSAGES, 60, True].usual is None


def test_what_is_usual_is_the_mean_of_four_weeks(world: World) -> None:
    for day in range(1, 11):
        said(world, 12, ago=timedelta(days=day))
    count = counted(world, (Measure.MESSAGES, 1440, True), (Measure.PEOPLE, 1440, True))

    assert count[Measure.MESSAGES, 1440, True].usual == pytest.approx(12, rel=0.2)
    assert count[Measure.PEOPLE, 1440, True].usual == pytest.approx(2, rel=0.2)


def test_many_triggers_are_counted_in_as_many_questions_as_one(
    world: World, django_assert_num_queries
) -> None:
    said(world, 12, "The print arrived broken.")
    many = [(measure, minutes, True) for measure in Measure for minutes in (15, 60, 180, 1440)]

    with django_assert_num_queries(3):
        count = counted(world, *many)

    assert [count[Measure.UNHAPPY, minutes, True].number for minutes in (15, 60, 180)] == [0, 12, 12]


def test_ours_are_not_counted_and_no_other_brands(world: World) -> None:
    said(world, 2)

    asked = (Measure.MESSAGES, 60, False)
    assert counts_of(world.other.pk, clock.now(), [asked])[asked].number == 0


def test_a_count_that_reaches_a_trigger_tells_whom_the_plan_names(world: World) -> None:
    planned(world)
    said(world, 4, "The print arrived broken.")

    tasks.count_for_alarms()
    tasks.count_for_alarms()

    alarm = Alarm.objects.get(workspace=world.workspace)
    assert (alarm.level, alarm.sentence) == ("Issue", "4 unhappy messages in 3 hours")
    notices = Notice.objects.filter(kind="incident", urgent=True)
    assert [notice.person for notice in notices] == [world.person("manager")]
    assert notices[0].sentence == "This may be “Issue”: 4 unhappy messages in 3 hours. Look, and decide."
    assert not Incident.objects.exists()


def test_the_gravest_level_is_told_of(world: World) -> None:
    planned(world)
    said(world, 15, "The print arrived broken.")

    tasks.count_for_alarms()

    assert Alarm.objects.get(workspace=world.workspace).level == "Crisis"


def test_below_the_trigger_nobody_is_told(world: World) -> None:
    planned(world)
    said(world, 3, "The print arrived broken.")

    tasks.count_for_alarms()

    assert not Alarm.objects.exists()


def test_what_was_said_to_be_nothing_is_quiet_for_half_a_day(world: World) -> None:
    alarm = alarms.dismiss(rung(world), by=world.actor("contributor"))
    strategy = planned(world)

    def again() -> Alarm | None:
        return alarms.ring(
            world.workspace, strategy=strategy, level_key="issue", sentence="More", by=world.actor("owner")
        )

    assert again() is None
    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        assert again() is not None
    with pytest.raises(Refusal, match="decided about this already"):
        alarms.dismiss(alarm, by=world.actor("owner"))


def test_something_graver_still_rings(world: World) -> None:
    alarms.dismiss(rung(world, "issue"), by=world.actor("owner"))

    assert rung(world, "crisis").level == "Crisis"


def test_an_open_incident_of_the_level_needs_no_alarm_and_a_drill_does(world: World) -> None:
    opened(world, level="crisis", is_drill=True)
    alarm = rung(world, "issue")

    incident = incidents.open_one(
        world.workspace, title="It goes on", level_key="issue", alarm=alarm, by=world.actor("manager")
    )

    alarm.refresh_from_db()
    assert alarm.incident == incident
    with clock.frozen_at(clock.now() + timedelta(hours=13)):
        again = alarms.ring(
            world.workspace,
            strategy=planned(world),
            level_key="issue",
            sentence="More",
            by=world.actor("owner"),
        )
    assert again is None
