from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.notices.models import Notice, Task
from waypost.loop.analytics.tests.factories import read_post
from waypost.loop.learning import tasks
from waypost.loop.learning.actions import meetings
from waypost.loop.learning.domain.agenda import Point, Rhythm
from waypost.loop.learning.domain.looked_back import seen_from
from waypost.loop.learning.models import Meeting, Minute
from waypost.loop.learning.tests.factories import begun
from waypost.loop.learning.views import paper
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.impact import Thing, Touched
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy, proposed, suggested
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.ui.paper.markdown import markdown


def strategy_of_old(world: World) -> None:
    with clock.frozen_at(clock.now() - timedelta(days=100)):
        accepted_strategy(world)


def page(world: World, meeting: Meeting, role: str = "strategist") -> str:
    answer = world.client(role).get(f"/tern/insights/reviews/{meeting.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def post(world: World, meeting: Meeting, name: str, role: str = "strategist", **fields: object):
    at: dict[str, object] = {"workspace": "tern", "meeting_id": meeting.pk}
    if "proposal_id" in fields:
        at["proposal_id"] = fields.pop("proposal_id")
    return world.client(role).post(reverse(f"learning:{name}", kwargs=at), fields, follow=True)


def test_one_review_is_held_at_a_time(world: World) -> None:
    begun(world)

    with pytest.raises(Refusal, match="is open already"):
        begun(world)


def test_without_a_strategy_nothing_is_reviewed(world: World) -> None:
    with pytest.raises(Refusal, match="no strategy yet"):
        meetings.begin(world.workspace, rhythm=Rhythm.MONTH, by=world.actor("owner"))
    assert "Begin the strategy" in world.client("owner").get("/tern/insights/reviews/").content.decode()


def test_who_decides_begins_and_who_runs_the_brand_writes(world: World) -> None:
    accepted_strategy(world)
    with pytest.raises(NotAllowed):
        meetings.begin(world.workspace, rhythm=Rhythm.MONTH, by=world.actor("manager"))
    meeting = begun(world)

    minute = meetings.write(meeting, point=Point.PLAN, words=" We lost a week. ", by=world.actor("manager"))

    assert minute.words == "We lost a week."
    with pytest.raises(NotAllowed):
        meetings.write(meeting, point=Point.PLAN, words="Me too.", by=world.actor("contributor"))


def test_the_agenda_goes_from_goals_to_what_is_agreed(world: World) -> None:
    strategy_of_old(world)
    for days in (3, 10, 11, 12, 18):
        at = clock.now() - timedelta(days=days)
        read_post(
            world, at=at, pillar="harbour-life", impressions=1000, likes=30, read_at=at + timedelta(hours=5)
        )
    proposed(world)

    said = page(world, begun(world))

    titles = [
        "Goals against their pace",
        "What moved",
        "Plan against actual",
        "Proposals, one by one",
        "Agreed",
    ]
    places = [said.index(f'<h2 class="section-title">{title}') for title in titles]
    assert places == sorted(places)
    assert "Impressions" in said
    assert "points off" in said
    assert "Give Harbour life 35 % of posts, from 25 %" in said


def test_proposals_are_decided_one_by_one_and_the_minutes_say_it(world: World) -> None:
    first, second = proposed(world), suggested(world)
    meeting = begun(world)
    assert "Try it for four weeks" in page(world, meeting)

    post(world, meeting, "meeting_decision", proposal_id=first.pk, choice="try", note="It is worth it.")
    said = page(world, meeting)
    post(world, meeting, "meeting_decision", proposal_id=second.pk, choice="decline")

    assert "Being tried: Give Harbour life 35 % of posts, from 25 % (It is worth it.)" in said
    assert "Take it up" in said
    assert [Proposal.objects.get(pk=each.pk).state for each in (first, second)] == ["trying", "declined"]
    assert Minute.objects.filter(meeting=meeting, point="proposals").count() == 2
    assert "No proposal waits any more." in page(world, meeting)


@pytest.mark.parametrize(
    ("choice", "state"), [("accept", "accepted"), ("later", "postponed"), ("decline", "declined")]
)
def test_the_other_decisions_are_taken_there_too(world: World, choice: str, state: str) -> None:
    proposal = proposed(world)

    post(world, begun(world), "meeting_decision", proposal_id=proposal.pk, choice=choice)

    proposal.refresh_from_db()
    assert proposal.state == state


def test_taking_up_a_suggestion_there_puts_it_into_the_draft(world: World) -> None:
    suggestion = suggested(world)

    post(world, begun(world), "meeting_decision", proposal_id=suggestion.pk, choice="take")

    assert Minute.objects.get().words.startswith("Accepted: More of the harbour.")


def test_what_is_decided_on_the_proposals_own_page_meanwhile_stands_in_the_minutes_too(world: World) -> None:
    meeting = begun(world)

    proposals.decline(proposed(world), reason="No room.", by=world.actor("owner"))

    minute = Minute.objects.get(meeting=meeting)
    assert minute.words.endswith("(No room.)")
    assert minute.said_by == world.person("owner").label


def test_what_is_decided_between_reviews_is_nobodys_minute(world: World) -> None:
    meetings.close(begun(world), by=world.actor("owner"))

    proposals.decline(proposed(world), by=world.actor("owner"))

    assert not Minute.objects.exists()


def test_what_is_agreed_becomes_a_task(world: World) -> None:
    meeting = begun(world)
    member = str(world.access("manager").member_id)

    post(world, meeting, "agreements", what="Ask the shop for numbers", member=member, due_on="2031-02-01")

    task = Task.objects.get()
    assert (task.person, task.what) == (world.person("manager"), "Ask the shop for numbers")
    assert task.href == f"/tern/insights/reviews/{meeting.pk}/"
    assert Minute.objects.get().words.endswith("Ask the shop for numbers, until 1 February 2031")


def test_a_review_keeps_its_figures_as_they_stood_and_takes_no_words_once_closed(world: World) -> None:
    strategy_of_old(world)
    then = clock.now() - timedelta(days=3)
    read_post(world, at=then, impressions=1000, read_at=then + timedelta(days=1))
    meeting = begun(world)
    read_post(world, at=then, impressions=7000, read_at=then + timedelta(days=1))

    closed = meetings.close(meeting, by=world.actor("owner"))

    assert closed.figures["moved"][0]["now"] == "1,000"
    assert "1,000" in page(world, closed)
    assert closed.next_on is not None
    assert closed.next_on.day == 1
    with pytest.raises(Refusal, match="is closed"):
        meetings.write(closed, point=Point.GOALS, words="Late.", by=world.actor("owner"))


def test_the_next_one_looks_back_to_the_last(world: World) -> None:
    first = meetings.close(begun(world), by=world.actor("owner"))
    with clock.frozen_at(clock.now() + timedelta(days=20)):
        second = begun(world)

    assert second.first_on == first.last_on + timedelta(days=1)


def test_the_next_review_lies_ahead(world: World) -> None:
    meeting = begun(world)

    with pytest.raises(Refusal, match="a day to come"):
        meetings.close(meeting, on=world.workspace.today, by=world.actor("owner"))
    assert "Closed." in post(world, meeting, "meeting_end", on="2031-02-01").content.decode()


def test_a_proposal_of_another_brand_is_no_minute_here(world: World) -> None:
    meeting = begun(world)
    theirs = proposed(world.across())

    with pytest.raises(Refusal, match="another brand"):
        meetings.note_decision(meeting, proposal=theirs, by=world.actor("owner"))


def test_the_minutes_are_printed_with_what_was_decided_and_agreed(world: World) -> None:
    strategy_of_old(world)
    meeting = begun(world)
    meetings.write(meeting, point=Point.GOALS, words="Orders *grow*.", by=world.actor("manager"))
    proposals.decline(proposed(world), reason="No room.", by=world.actor("owner"))
    meetings.close(meeting, by=world.actor("owner"))
    meeting.refresh_from_db()
    seen = seen_from(meeting.figures)

    said = markdown(paper.minutes_sheet(world.workspace, meeting, seen, list(Minute.objects.all())))

    assert "Odile, Mara" in said
    assert r"Orders \*grow\*." in said
    assert "Declined: Give Harbour life" in said
    assert said.index("Goals against their pace") < said.index("Proposals, one by one")


def test_those_who_decide_are_told_once_that_it_is_due(world: World) -> None:
    strategy_of_old(world)
    proposed(world)

    tasks.call_meetings()
    tasks.call_meetings()

    told = Notice.objects.filter(person=world.person("strategist"), sentence__startswith="The review of")
    assert [notice.sentence for notice in told] == [
        "The review of the strategy is due: 1 proposal waits for a decision"
    ]
    assert not Notice.objects.filter(
        person=world.person("manager"), sentence__startswith="The review of"
    ).exists()


def test_while_one_is_held_nobody_is_told(world: World) -> None:
    strategy_of_old(world)
    begun(world)

    tasks.call_meetings()

    assert not Notice.objects.filter(sentence__startswith="The review of").exists()


def test_the_list_leads_to_the_open_one_and_says_when_the_next_is(world: World) -> None:
    meeting = begun(world)
    assert "Go on with it" in world.client("viewer").get("/tern/insights/reviews/").content.decode()
    closed = meetings.close(meeting, by=world.actor("owner"))

    said = world.client("viewer").get("/tern/insights/reviews/").content.decode()

    assert closed.next_on is not None
    assert "The next is on" in said
    assert "Begin a review" not in said


def test_the_page_asks_few_questions(world: World, django_assert_max_num_queries) -> None:
    strategy_of_old(world)
    for number in range(3):
        read_post(world, at=clock.now() - timedelta(days=3 + number), pillar="harbour-life", impressions=1000)
    proposed(world)
    meeting = begun(world)
    page(world, meeting)
    client = world.client("strategist")

    with django_assert_max_num_queries(15):
        client.get(f"/tern/insights/reviews/{meeting.pk}/")


def test_a_review_decides_what_becomes_of_each_thing_that_a_proposal_touches(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    strategy_of_old(world)
    held: list[int] = []
    slips = tuple(Thing(number, f"Slip {number}") for number in (1, 2))
    touched = Touched("slips", 2, kind="slip", group="slips", things=slips, hold="Hold them")
    monkeypatch.setattr(impact, "_sources", [lambda *asked: [touched]])
    monkeypatch.setattr(
        impact, "_carriers", {"slip": lambda version, slip_id, choice, pillar, by: held.append(slip_id)}
    )
    proposal, meeting = proposed(world), begun(world)
    address = f"/tern/insights/reviews/{meeting.pk}/touched/{proposal.pk}/"
    assert f'hx-get="{address}"' in page(world, meeting)
    assert 'name="wish-slips-2"' in world.client("strategist").get(address).content.decode()
    assert "wish-slips" not in world.client("viewer").get(address).content.decode()

    post(
        world,
        meeting,
        "meeting_decision",
        proposal_id=proposal.pk,
        choice="accept",
        **{"wish-slips": "hold", "wish-slips-1": "keep"},
    )

    assert held == [2]
