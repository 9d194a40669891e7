"""A week is played by the real child process, on a copy of the world's rows."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.world import World
from waypost.foundation.channels.models import TokenLife
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.loop.content.actions import posts, series
from waypost.loop.content.tests.factories import approve, approved_post, drafted_post, submitted_post
from waypost.loop.publishing.domain.rehearsal import Fault, Script
from waypost.loop.publishing.domain.rehearsed import Ending, Report
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.rehearsing import copy_of
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.handing import publication_by_hand
from waypost.toolkit import clock

pytestmark = pytest.mark.simulation
CHANNELS = ("gallery", "journal", "harbour")


def next_monday(world: World) -> date:
    return clock.start_of_week(world.workspace.today) + timedelta(days=7)


def fill(world: World, days: int = 5) -> list[Publication]:
    """A post on each channel at ten on each of some days of the next week."""
    monday = next_monday(world)
    return [
        scheduled_publication(
            world,
            channel,
            datetime.combine(monday + timedelta(days=day), time(10)),
            body=f"Day {day}, said on the {channel}.",
        )
        for day in range(days)
        for channel in CHANNELS
    ]


def played(
    world: World,
    folder: Path,
    *faults: Fault,
    channel_id: int | None = None,
    monday: date | None = None,
    run: int = 1,
    approvals: bool = False,
) -> Report:
    """Play a week, the next one unless another is named, in a child process."""
    file = folder / "copy.json"
    file.write_text(copy_of(world.workspace, monday or next_monday(world)))
    script = json.dumps(Script(frozenset(faults), channel_id, run, approvals).as_record())
    child = subprocess.run(
        [
            *(sys.executable, "-m", "waypost.interfaces.simulation.rehearsal", str(file)),
            *("--media", str(settings.MEDIA_ROOT), "--script", script),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    lines = [json.loads(line) for line in child.stdout.splitlines()]
    assert [line["percent"] for line in lines[:-1]] == sorted(line["percent"] for line in lines[:-1])
    return Report.model_validate(lines[-1]["report"])


def endings(report: Report) -> Counter[Ending]:
    return Counter(each.ending for each in report.played)


def struck(report: Report, fault: Fault) -> list[str]:
    return [each.what for each in report.befell if each.fault is fault]


def way_of(report: Report, words: str) -> list[State]:
    """The states that a post went through."""
    [one] = [each for each in report.played if each.words == words]
    return [moment.state for moment in one.moments]


def test_a_quiet_week_goes_out_on_time_and_nobody_is_told_anything(world: World, tmp_path: Path) -> None:
    fill(world)

    report = played(world, tmp_path)

    assert endings(report) == {Ending.ON_TIME: 15}
    assert (report.stored, report.twice) == (15, 0)
    assert not report.told
    assert not report.befell


def test_nothing_of_it_touches_the_real_queue(world: World, tmp_path: Path) -> None:
    fill(world)
    before = [list(model.objects.order_by("pk").values()) for model in (Publication, Notice, Entry)]

    played(world, tmp_path, *Fault)

    assert [list(model.objects.order_by("pk").values()) for model in (Publication, Notice, Entry)] == before
    assert not list(tmp_path.iterdir())


def test_lost_answers_are_found_and_nothing_is_there_twice(world: World, tmp_path: Path) -> None:
    fill(world)

    report = played(world, tmp_path, Fault.LOST, Fault.SLOW)

    assert len(struck(report, Fault.LOST)) == 5
    assert len(struck(report, Fault.SLOW)) == 4
    assert endings(report) == {Ending.ON_TIME: 15}
    assert (report.stored, report.twice) == (15, 0)
    for words in struck(report, Fault.LOST) + struck(report, Fault.SLOW):
        assert way_of(report, words) == [State.SCHEDULED, State.READY, State.UNKNOWN, State.PUBLISHED]


def test_a_network_that_is_down_for_an_hour_makes_posts_late_or_missed(world: World, tmp_path: Path) -> None:
    fill(world)

    report = played(world, tmp_path, Fault.SILENCE)

    [silence] = report.befell
    assert silence.until is not None
    due = [each for each in report.played if silence.at <= each.due_at < silence.until]
    assert len(due) == 3
    assert {each.ending for each in due} <= {Ending.LATE, Ending.MISSED}
    assert all(each.left_at is None or each.left_at >= silence.until for each in due)
    assert endings(report)[Ending.ON_TIME] == 12
    assert any("does not answer since" in told.sentence for told in report.told)


def test_faults_strike_the_chosen_channel_only(world: World, tmp_path: Path) -> None:
    fill(world)
    journal = world.channel("journal")

    report = played(world, tmp_path, Fault.REFUSED, Fault.BUSY, Fault.TOO_LONG, channel_id=journal.pk)

    assert {each.where for each in report.befell} == {journal.name}
    others = [each.ending for each in report.played if each.channel_id != journal.pk]
    assert others == [Ending.ON_TIME] * 10
    assert endings(report)[Ending.REFUSED] == 2  # a fifth of five, and the one that grew
    assert any("at most" in each.why for each in report.played)
    assert endings(report)[Ending.LATE] == 1


def test_a_token_that_is_taken_back_holds_a_channel_until_somebody_connects_it(
    world: World, tmp_path: Path
) -> None:
    fill(world)

    report = played(world, tmp_path, Fault.TOKEN)

    [token] = report.befell
    assert endings(report) == {Ending.ON_TIME: 14, Ending.MISSED: 1}
    [out, back] = [told for told in report.told if token.where in told.sentence]
    assert "must be connected again" in out.sentence
    assert set(out.people) == {"Odile Tern", "Mateus Ribeiro"}
    assert (back.at, "is connected again" in back.sentence) == (token.until, True)


def test_a_token_that_ends_in_the_week_takes_its_channel_out(world: World, tmp_path: Path) -> None:
    fill(world)
    ends_at = clock.to_utc(datetime.combine(next_monday(world) + timedelta(days=3), time()), "Europe/Lisbon")
    channel = world.channel("harbour")
    TokenLife.objects.create(
        channel=channel, workspace=channel.workspace, given_at=clock.now(), ends_at=ends_at
    )

    report = played(world, tmp_path)

    assert endings(report) == {Ending.ON_TIME: 13, Ending.HELD: 2}
    assert any("must be connected again" in told.sentence for told in report.told)


def test_a_crisis_hold_stops_everything_until_it_is_lifted_and_looked_at(
    world: World, tmp_path: Path
) -> None:
    fill(world)

    report = played(world, tmp_path, Fault.HOLD)

    [hold] = report.befell
    assert hold.until is not None
    assert not [each for each in report.played if each.left_at and hold.at <= each.left_at < hold.until]
    assert endings(report) == {Ending.ON_TIME: 12, Ending.HELD: 3}
    assert "Everything is on hold" in report.told[0].sentence


def test_a_power_cut_makes_posts_missed_and_not_late(world: World, tmp_path: Path) -> None:
    fill(world)

    report = played(world, tmp_path, Fault.OFF)

    assert endings(report) == {Ending.ON_TIME: 12, Ending.MISSED: 3}


def test_what_is_not_approved_or_not_submitted_does_not_go_out_and_the_evening_before_says_so(
    world: World, tmp_path: Path
) -> None:
    at = datetime.combine(next_monday(world), time(11))
    scheduled_publication(world, "gallery", at, approved=False)
    posts.plan(drafted_post(world), by=world.actor("manager"), local=at + timedelta(days=1))

    report = played(world, tmp_path)

    assert endings(report) == {Ending.UNAPPROVED: 1, Ending.DRAFT: 1}
    [in_review] = report.approvals
    assert (in_review.is_approved, in_review.at, in_review.why) == (
        False,
        None,
        "Nobody has approved it yet.",
    )
    assert report.rhythm == ""
    assert report.told
    assert report.told[0].at < clock.to_utc(datetime.combine(next_monday(world), time()), "Europe/Lisbon")
    assert "will not go out as things stand" in report.told[0].sentence


def test_what_a_person_posts_by_hand_is_handed_over_at_its_time(world: World, tmp_path: Path) -> None:
    publication_by_hand(world, local=datetime.combine(next_monday(world), time(9)))

    report = played(world, tmp_path, Fault.SILENCE, Fault.LOST)

    assert endings(report) == {Ending.BY_HAND: 1}
    assert not report.befell
    [kit] = [told for told in report.told if "Post this on" in told.sentence]
    assert kit.people == ("Mateus Ribeiro",)
    assert kit.at == report.played[0].due_at


def test_a_week_that_is_over_is_played_as_if_it_were_to_come(world: World, tmp_path: Path) -> None:
    publication = scheduled_publication(
        world, local=datetime.combine(next_monday(world) - timedelta(days=14), time(9)), state=State.PUBLISHED
    )

    report = played(world, tmp_path, monday=next_monday(world) - timedelta(days=14))

    assert endings(report) == {Ending.ON_TIME: 1}
    assert report.played[0].publication_id == publication.pk


def test_what_a_series_would_make_by_then_goes_out_as_it(world: World, tmp_path: Path) -> None:
    far = clock.start_of_week(world.workspace.today) + timedelta(weeks=8)
    at = datetime.combine(next_monday(world), time(9))
    going_on = series.start(approved_post(world, local=at), rule="FREQ=WEEKLY", by=world.actor("manager"))
    in_review = submitted_post(world, body="Not approved.")
    posts.plan(in_review, by=world.actor("manager"), local=at)
    series.start(in_review, rule="FREQ=WEEKLY;BYDAY=TH", by=world.actor("manager"))

    report = played(world, tmp_path, monday=far)

    out, draft = report.played
    assert (out.ending, out.publication_id, out.post_id) == (Ending.ON_TIME, None, going_on.source_id)
    assert clock.to_local(out.due_at, world.workspace.timezone) == datetime.combine(far, time(9))
    assert out.series == going_on.words
    assert (draft.ending, draft.post_id) == (Ending.DRAFT, in_review.pk)
    assert draft.why == "What its series repeats is not approved."


def test_what_is_in_review_is_decided_at_the_peoples_rhythm(world: World, tmp_path: Path) -> None:
    decided_before(world, hours=(2, 3, 4, 5, 6))
    at = datetime.combine(next_monday(world) + timedelta(days=4), time(11))
    waiting = scheduled_publication(world, "gallery", at, approved=False)

    report = played(world, tmp_path, approvals=True)

    [decided] = report.approvals
    assert (decided.post_id, decided.is_approved) == (waiting.post_id, True)
    assert decided.at is not None
    assert decided.why.startswith("Approved after ")
    assert endings(report) == {Ending.ON_TIME: 1}
    assert report.rhythm.startswith("Of the last 5 decisions half took 4 hours")


def decided_before(world: World, hours: tuple[int, ...]) -> None:
    """Posts of the last days that were approved so many hours after they were sent for review."""
    for day, wait in enumerate(hours, 2):
        sent_at = clock.now() - timedelta(days=day)
        with clock.frozen_at(sent_at):
            post = submitted_post(world)
        with clock.frozen_at(sent_at + timedelta(hours=wait)):
            approve(world, post)


def test_the_child_can_reach_nobody() -> None:
    code = (
        "import socket; from waypost.interfaces.simulation.rehearsal.__main__ import seal; seal();"
        "socket.create_connection(('127.0.0.1', 9), timeout=1)"
    )

    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert "A rehearsal opens no connections." in child.stderr
