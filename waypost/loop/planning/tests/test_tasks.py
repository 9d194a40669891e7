from datetime import date, timedelta

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.notices.models import Notice
from waypost.loop.planning import tasks
from waypost.loop.planning.actions import quarters
from waypost.loop.planning.models import Quarter, Slot
from waypost.loop.planning.tests.factories import MORNING, opened_quarter
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


def test_the_sweep_lets_weeks_roll_on_once(world):
    accepted_strategy(world)
    quarters.roll(world.workspace, by=world.actor("owner"))

    with clock.frozen_at(MORNING + timedelta(days=7)):
        tasks.roll_on()
        tasks.roll_on()

    assert Quarter.objects.get().ends_on == date(2026, 11, 8)
    assert Slot.objects.count() == 45


def test_a_quarter_that_a_person_opened_does_not_roll(world):
    quarter = opened_quarter(world)

    with clock.frozen_at(MORNING + timedelta(days=7)):
        tasks.roll_on()

    quarter.refresh_from_db()
    assert quarter.ends_on == date(2026, 11, 1)


def told_of_the_end(world, role):
    return Notice.objects.filter(person=world.person(role), sentence__contains="nothing is planned after it")


def test_whoever_plans_is_told_once_and_in_time_that_nothing_comes_after_a_quarter(world):
    opened_quarter(world)

    with clock.frozen_at(MORNING + timedelta(days=17)):
        tasks.call_for_the_next_quarter()
        assert not told_of_the_end(world, "strategist").exists()
    with clock.frozen_at(MORNING + timedelta(days=18)):
        tasks.call_for_the_next_quarter()
        tasks.call_for_the_next_quarter()

    assert told_of_the_end(world, "strategist").get().href == "/tern/quarters/new"
    assert not told_of_the_end(world, "viewer").exists()


def test_nobody_is_told_where_the_next_quarter_is_drafted(world):
    quarter = opened_quarter(world)
    following = {"starts_on": quarter.ends_on + timedelta(days=1), "ends_on": quarter.ends_on + timedelta(28)}
    quarters.draft(world.workspace, **following, by=world.actor("manager"))

    with clock.frozen_at(MORNING + timedelta(days=25)):
        tasks.call_for_the_next_quarter()

    assert not told_of_the_end(world, "strategist").exists()


def test_a_quarter_calls_for_the_next_one_four_weeks_before_its_end_and_a_short_one_in_its_last_third():
    whole = Quarter(starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    month = Quarter(starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))

    assert whole.next_is_due_on == date(2026, 12, 3)
    assert month.next_is_due_on == date(2026, 11, 20)


def test_rolling_weeks_follow_a_new_version_of_the_strategy(world, django_capture_on_commit_callbacks):
    accepted_strategy(world)
    quarters.roll(world.workspace, by=world.actor("owner"))
    roles = [role.model_copy(update={"posts_per_week": 1}) for role in tern_and_tide().channel_roles]

    with django_capture_on_commit_callbacks(execute=True):
        accepted_strategy(world, tern_and_tide().model_copy(update={"channel_roles": tuple(roles)}))

    assert Slot.objects.count() == 12
    assert Quarter.objects.get().strategy_version == 2


def test_rolling_weeks_lay_slots_for_a_channel_that_comes_later(world, django_capture_on_commit_callbacks):
    harbour = world.channel("harbour")
    Channel.objects.filter(pk=harbour.pk).update(key="unbound")
    accepted_strategy(world)
    quarters.roll(world.workspace, by=world.actor("owner"))
    assert Slot.objects.count() == 24

    Channel.objects.filter(pk=harbour.pk).update(key="harbour")
    with django_capture_on_commit_callbacks(execute=True):
        record("channel.connected", harbour, by=world.actor("owner"), network="sandbox")

    assert Slot.objects.count() == 36


def test_an_opened_quarter_waits_for_a_person_when_the_strategy_changes(
    world, django_capture_on_commit_callbacks
):
    opened_quarter(world)

    with django_capture_on_commit_callbacks(execute=True):
        accepted_strategy(world)

    assert Quarter.objects.get().strategy_version == 1
