"""Rehearsals are asked for, one of a brand at a time; a copy carries no secrets; the page says what came of one."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.publishing import rehearsing
from waypost.loop.publishing.actions import rehearsals
from waypost.loop.publishing.domain.rehearsal import Fault, Script, Standing
from waypost.loop.publishing.domain.rehearsed import Ending
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Rehearsal
from waypost.loop.publishing.queries.rehearsing import copy_of, to_play
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.rehearsals import (
    PAGE,
    as_played,
    asked_rehearsal,
    done_rehearsal,
    page_of,
    seen,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

QUIET = Script()


# Asking


def test_a_day_asks_for_its_week(world: World) -> None:
    publication = scheduled_publication(world)

    rehearsal = rehearsals.ask(
        world.workspace, week_of=publication.local_on, script=QUIET, by=world.actor("manager")
    )

    assert rehearsal.first_on == clock.start_of_week(publication.local_on)
    assert rehearsal.standing == Standing.WAITING


def test_a_week_with_nothing_in_it_is_not_rehearsed(world: World) -> None:
    with pytest.raises(Refusal, match="Nothing is scheduled in that week"):
        rehearsals.ask(world.workspace, week_of=date(2031, 5, 5), script=QUIET, by=world.actor("manager"))


def test_a_brand_has_one_rehearsal_at_a_time(world: World) -> None:
    first = asked_rehearsal(world)

    with pytest.raises(Refusal, match="Another rehearsal is on"):
        asked_rehearsal(world)
    rehearsals.stop(first, by=world.actor("manager"))

    assert asked_rehearsal(world).pk != first.pk


@pytest.mark.parametrize("role", ["viewer", "contributor", "client"])
def test_whoever_does_not_schedule_asks_for_none(world: World, role: str) -> None:
    publication = scheduled_publication(world)

    with pytest.raises(NotAllowed):
        rehearsals.ask(world.workspace, week_of=publication.local_on, script=QUIET, by=world.actor(role))


def test_the_oldest_go_when_there_are_too_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsals, "KEPT", 2)
    made = []
    for _ in range(3):
        made.append(asked_rehearsal(world))
        rehearsals.stop(made[-1], by=world.actor("manager"))

    assert [each.pk for each in Rehearsal.objects.all()] == [made[2].pk, made[1].pk]


# Playing


def _begun(world: World) -> Rehearsal:
    asked_rehearsal(world)
    begun = rehearsals.begin_next()
    assert begun is not None
    return begun


def test_only_so_many_are_played_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsals, "AT_ONCE", 1)
    first = asked_rehearsal(world)
    across = asked_rehearsal(world.across())

    assert rehearsals.begin_next() == first
    assert rehearsals.begin_next() is None
    rehearsals.end(first, report={})

    assert rehearsals.begin_next() == across


def test_whoever_plays_a_stopped_one_hears_of_it(world: World) -> None:
    rehearsal = asked_rehearsal(world)
    rehearsals.begin_next()
    assert rehearsals.go_on(rehearsal, percent=10, reached_at=None)

    rehearsals.stop(rehearsal, by=world.actor("manager"))

    assert not rehearsals.go_on(rehearsal, percent=20, reached_at=None)
    assert not rehearsals.end(rehearsal, report={"stored": 1})
    rehearsal.refresh_from_db()
    assert (rehearsal.standing, rehearsal.report) == (Standing.STOPPED, {})


def test_one_whose_player_fell_silent_is_over_and_another_can_be_asked_for(world: World) -> None:
    rehearsal = asked_rehearsal(world)
    rehearsals.begin_next()
    Rehearsal.objects.update(seen_at=clock.now() - rehearsals.SILENT - timedelta(seconds=1))

    assert rehearsals.clear_up() == 1

    rehearsal.refresh_from_db()
    assert rehearsal.standing == Standing.FAILED
    assert "Ask for it again" in seen(world, page_of(rehearsal))
    asked_rehearsal(world)


def test_old_ones_are_forgotten(world: World) -> None:
    rehearsal = done_rehearsal(world)
    Rehearsal.objects.update(ended_at=clock.now() - rehearsals.KEPT_FOR - timedelta(minutes=1))

    rehearsals.clear_up()

    assert not Rehearsal.objects.filter(pk=rehearsal.pk).exists()


def test_a_child_that_breaks_off_fails_the_rehearsal(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "CHILD", ("waypost.interfaces.commands.tests.no_such_child",))
    begun = _begun(world)

    rehearsing.play(begun)

    begun.refresh_from_db()
    assert (begun.standing, begun.why) == (Standing.FAILED, rehearsing.BROKE_OFF)


def test_stopping_ends_the_child_and_it_knew_nothing_of_this_installation(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsing, "CHILD", ("waypost.loop.publishing.tests.endless_child",))
    monkeypatch.setenv("WAYPOST_DATABASE_URL", "postgresql://somewhere/real")
    begun = _begun(world)
    told: dict[str, Any] = {}

    def stopped(rehearsal: Rehearsal, **said: object) -> bool:
        rehearsals.stop(rehearsal, by=world.actor("manager"))
        told.update(json.loads(next(Path(gettempdir()).glob("waypost-rehearsal-*/child")).read_text()))
        return False

    monkeypatch.setattr(rehearsals, "go_on", stopped)

    rehearsing.play(begun)

    begun.refresh_from_db()
    assert (begun.standing, begun.why) == (Standing.STOPPED, "")
    assert not Path(f"/proc/{told['pid']}").exists()
    assert told["settings"] == [
        "WAYPOST_HOST",
        "WAYPOST_LINK_URL",
        "WAYPOST_MEDIA_URL",
        "WAYPOST_PORT",
        "WAYPOST_PUBLIC_URL",
    ]


def test_nothing_is_played_where_time_is_simulated(world: World) -> None:
    asked_rehearsal(world)  # its reaction ran inline

    assert rehearsing.play_waiting() == 0
    assert Rehearsal.objects.get().standing == Standing.WAITING


# The copy


def test_the_copy_has_what_is_to_go_out_and_what_it_names(world: World) -> None:
    publication = scheduled_publication(world)
    scheduled_publication(world, local=publication.local + timedelta(days=14))

    copied = json.loads(copy_of(world.workspace, clock.start_of_week(publication.local_on)))

    rows = {(label, values["id"]) for label, values in copied["rows"]}
    assert [pk for label, pk in rows if label == "publishing.publication"] == [publication.pk]
    assert {("content.post", publication.post_id), ("workspaces.workspace", world.workspace.pk)} <= rows
    assert ("channels.channel", world.other_channel.pk) not in rows


def test_the_copy_carries_no_token_no_password_and_no_address(world: World) -> None:
    publication = scheduled_publication(world)
    token = Channel.objects.get(pk=publication.channel_id).locked_token

    copied = copy_of(world.workspace, clock.start_of_week(publication.local_on))

    assert token
    assert token not in copied
    assert world.person("manager").password not in copied
    assert world.person("manager").email not in copied
    assert world.person("manager").name in copied


@pytest.mark.parametrize("state", [State.CANCELLED, State.PUBLISHED, State.UNKNOWN])
def test_what_left_or_was_taken_out_is_not_played(world: World, state: State) -> None:
    publication = scheduled_publication(world, state=state)

    assert not to_play(world.workspace, clock.start_of_week(publication.local_on)).exists()


def test_of_a_week_that_is_over_what_went_out_is_played_again(world: World) -> None:
    at = datetime.combine(clock.start_of_week(world.workspace.today) - timedelta(days=7), time(9))
    out = scheduled_publication(world, local=at, state=State.PUBLISHED)

    assert list(to_play(world.workspace, at.date())) == [out]


# The pages


def test_the_week_in_the_address_is_the_one_that_is_offered(world: World) -> None:
    shown = seen(world, f"{PAGE}?week=2031-05-07")

    assert '<option value="2031-05-05" selected>5 – 11 May 2031' in shown
    assert "Nothing is sent, nobody is told" in shown


def test_a_rehearsal_is_asked_for_by_the_form(world: World) -> None:
    publication = scheduled_publication(world)
    monday = clock.start_of_week(publication.local_on)
    said = {
        "week": monday.isoformat(),
        "faults": ["hold", "lost"],
        "channel": str(world.channel("gallery").pk),
        "approvals": "on",
        "run": "3",
    }

    answer = world.client("manager").post(f"{PAGE}?week={monday}", said)

    rehearsal = Rehearsal.objects.get()
    assert answer["Location"] == page_of(rehearsal)
    assert rehearsal.plays == Script(
        frozenset({Fault.HOLD, Fault.LOST}), world.channel("gallery").pk, run=3, approvals=True
    )


def test_a_week_that_cannot_be_rehearsed_says_why_at_the_form(world: World) -> None:
    monday = clock.start_of_week(world.workspace.today)

    answer = world.client("manager").post(PAGE, {"week": monday.isoformat()})

    assert answer.status_code == 422
    assert "Nothing is scheduled in that week" in answer.content.decode()


def test_one_that_goes_on_says_how_far_it_is_and_can_be_stopped(world: World) -> None:
    rehearsal = asked_rehearsal(world)
    rehearsals.begin_next()
    reached_at = clock.to_utc(datetime(2031, 5, 7, 9, 30), world.workspace.timezone)
    rehearsals.go_on(rehearsal, percent=40, reached_at=reached_at)

    shown = seen(world, page_of(rehearsal))
    assert 'value="40"' in shown
    assert "Wednesday 7 May, 09:30" in shown
    assert "Wednesday 7 May, 09:30" in seen(world, f"{page_of(rehearsal)}progress/")
    assert "A rehearsal is on" in seen(world)
    world.client("manager").post(f"{page_of(rehearsal)}end/")

    assert "It was stopped before its end." in seen(world, page_of(rehearsal))
    assert world.client("manager").get(f"{page_of(rehearsal)}progress/")["HX-Refresh"] == "true"


def test_a_viewer_sees_one_and_cannot_stop_it(world: World) -> None:
    rehearsal = asked_rehearsal(world)

    assert "Stop the rehearsal" not in seen(world, page_of(rehearsal), "viewer")
    assert "A rehearsal is asked for by" not in seen(world, PAGE, "viewer")  # one is on
    assert world.client("viewer").post(f"{page_of(rehearsal)}end/").status_code == 403


def test_the_page_says_how_each_post_would_end_and_what_somebody_would_have_to_do(world: World) -> None:
    late, doubted = scheduled_publication(world), scheduled_publication(world)
    rehearsal = done_rehearsal(
        world,
        as_played(late, Ending.LATE, late_by=timedelta(minutes=75)),
        as_played(doubted, Ending.CHECK),
    )

    shown = seen(world, page_of(rehearsal))

    assert "2 posts: 1 would go out late and 1 would need checking." in shown
    assert "Simulated: none of this happened." in shown
    assert "1 h 15 min later" in shown
    assert "What somebody would have to do" in shown
    assert "No usable answer came." in shown
    assert "Harbour Notes is out." in shown
    assert "hold 2 posts of this week, none of them twice" in shown
    assert f"/tern/publishing/{late.pk}/" in shown


def test_a_week_in_which_all_goes_well_asks_nothing_of_anybody(world: World) -> None:
    rehearsal = done_rehearsal(world, as_played(scheduled_publication(world), Ending.ON_TIME), faults=())

    shown = seen(world, page_of(rehearsal))

    assert "Everything would go out" in shown
    assert "What went wrong" not in shown
    assert "with nothing gone wrong" in shown


def test_a_member_of_one_channel_sees_that_channel_alone(world: World) -> None:
    mine = scheduled_publication(world, "gallery", body="Mine to see.")
    theirs = scheduled_publication(world, "journal", body="Not mine to see.")
    rehearsal = done_rehearsal(world, as_played(mine, Ending.LATE), as_played(theirs, Ending.CHECK))
    member = Member.objects.get(person=world.person("manager"), workspace=world.workspace)
    member.limited = True
    member.save()
    member.channel_accesses.create(channel=world.channel("gallery"))

    shown = seen(world, page_of(rehearsal))

    assert "Mine to see." in shown
    assert "Not mine to see." not in shown
    assert "Harbour Notes is out." not in shown


def test_the_calendar_leads_to_a_rehearsal_of_the_week_in_view(world: World) -> None:
    calendar = f"{reverse('planning:calendar', kwargs={'workspace': 'tern'})}?view=week&day=2031-05-07"

    shown = seen(world, calendar)

    assert f'href="{PAGE}?week=2031-05-05">Rehearse this week' in shown
    assert "Rehearse" not in seen(world, calendar, "viewer")


def test_the_page_asks_few_questions(world: World, django_assert_max_num_queries) -> None:
    publications = [scheduled_publication(world) for _ in range(5)]
    rehearsal = done_rehearsal(world, *(as_played(each, Ending.LATE) for each in publications))
    client = world.client("manager")
    client.get(page_of(rehearsal))

    with django_assert_max_num_queries(15):
        client.get(page_of(rehearsal))
    with django_assert_max_num_queries(15):
        client.get(PAGE)
