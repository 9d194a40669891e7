"""Which run a rehearsal was, what was in review, and what series would still make: asked for, and said in the report."""

import json
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.actions import series
from waypost.loop.publishing.actions import rehearsals
from waypost.loop.publishing.domain.rehearsal import Script
from waypost.loop.publishing.domain.rehearsed import Approval, Ending
from waypost.loop.publishing.queries.rehearsing import copy_of
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.rehearsals import PAGE, as_played, done_rehearsal, page_of, seen
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

QUIET = Script()


def test_the_report_says_which_run_it_was_and_leads_to_the_next(world: World) -> None:
    rehearsal = done_rehearsal(world, as_played(scheduled_publication(world), Ending.LATE))

    shown = seen(world, page_of(rehearsal))

    assert "This was run 2" in shown
    assert f"?week={rehearsal.first_on}&amp;run=3" in shown
    assert 'name="run" value="3"' in seen(world, f"{PAGE}?week={rehearsal.first_on}&run=3")
    assert 'name="run" value="1"' in seen(world, f"{PAGE}?run=none")


def test_the_report_says_of_each_post_in_review_when_it_was_decided_or_that_it_was_not(world: World) -> None:
    mine = scheduled_publication(world, "gallery", approved=False)
    approved = Approval(
        post_id=mine.post_id,
        words="A quick one.",
        channel_ids=(mine.channel_id,),
        at=mine.due_at,
        is_approved=True,
        why="Approved after 4 hours, as one of yours was.",
    )
    never = approved.model_copy(update={"words": "A slow one.", "at": None, "is_approved": False})
    rehearsal = done_rehearsal(
        world, as_played(mine, Ending.UNAPPROVED), approvals=(approved, never), rhythm="Half took 4 hours."
    )

    shown = seen(world, page_of(rehearsal))

    assert "Half took 4 hours. That is a guess" in shown
    assert "Approved after 4 hours" in shown
    assert "Not decided" in shown
    assert "1 would not be approved in time" in shown
    assert reverse("content:post", kwargs={"workspace": "tern", "post_id": mine.post_id}) in shown


def test_nobody_is_asked_about_approvals_where_a_brand_is_one_person(world: World) -> None:
    assert "people’s rhythm" in seen(world)

    Workspace.objects.filter(pk=world.workspace.pk).update(size="solo")

    assert "people’s rhythm" not in seen(world)


def test_what_a_series_says_in_a_far_week_can_be_rehearsed(world: World) -> None:
    monday = clock.start_of_week(world.workspace.today) + timedelta(weeks=8)
    publication = scheduled_publication(world)
    with pytest.raises(Refusal, match="Nothing is scheduled in that week"):
        rehearsals.ask(world.workspace, week_of=monday, script=QUIET, by=world.actor("manager"))
    going_on = series.start(publication.post, rule="FREQ=WEEKLY", by=world.actor("manager"))

    rehearsals.ask(world.workspace, week_of=monday, script=QUIET, by=world.actor("manager"))

    [(series_id, local)] = json.loads(copy_of(world.workspace, monday))["repeats"]
    assert series_id == going_on.pk
    assert monday <= datetime.fromisoformat(local).date() < monday + timedelta(days=7)
    series.skip(going_on, local=datetime.fromisoformat(local), by=world.actor("manager"))
    assert json.loads(copy_of(world.workspace, monday))["repeats"] == []
