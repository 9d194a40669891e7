from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.notices.models import Notice
from waypost.loop.content.models import Post
from waypost.loop.engagement import tasks
from waypost.loop.engagement.actions import calls, incident_words, incidents
from waypost.loop.engagement.models import Incident, IncidentCall
from waypost.loop.engagement.queries.incidents import next_drill, would_wait
from waypost.loop.engagement.tests.crises import drilled, opened, overdue, planned
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.domain.topics import Topic
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.strategy.models import Proposal
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

pytestmark = pytest.mark.django_db


def told(world: World) -> list[tuple[str, str]]:
    """Who had an urgent notice about an incident, and what it says."""
    rows = Notice.objects.filter(workspace=world.workspace, kind="incident", urgent=True).order_by("pk")
    return [(notice.person.email, notice.sentence) for notice in rows.select_related("person")]


def log_of(incident: Incident) -> list[str]:
    return [moment.words for moment in incident.moments.all()]


def test_opening_calls_whom_the_plan_names_at_once(world: World) -> None:
    incident = opened(world)

    row = incident.calls.get()
    assert (row.contact, row.task, row.authority) == (
        "Owner",
        "Signs the first words",
        "Hold everything and speak",
    )
    assert row.answer_due_at is not None
    assert row.answer_due_at - row.called_at == timedelta(minutes=15)
    assert told(world) == [
        (
            world.person("owner").email,
            "Crisis: Somebody slipped in the workshop. Signs the first words. Say that you are there within 15 minutes.",
        )
    ]
    assert incident.first_word_due_at == incident.opened_at + timedelta(minutes=60)
    assert (
        log_of(incident)[0] == "Opened as “Crisis”: Somebody slipped in the workshop\nAt the press, at ten."
    )


def test_without_a_plan_it_says_where_to_write_one(world: World) -> None:
    with pytest.raises(Refusal, match="There is no crisis plan with levels yet"):
        incidents.open_one(world.workspace, title="A fall", level_key="crisis", by=world.actor("owner"))


def test_everybody_of_the_team_may_open_and_a_client_may_not(world: World) -> None:
    planned(world)

    incidents.open_one(world.workspace, title="A fall", level_key="issue", by=world.actor("contributor"))

    with pytest.raises(NotAllowed):
        incidents.open_one(world.workspace, title="A fall", level_key="issue", by=world.actor("client"))


def test_a_contributor_writes_the_log_and_does_not_lead(world: World) -> None:
    incident = opened(world)

    incidents.note(incident, words="The doctor is here.", by=world.actor("contributor"))

    with pytest.raises(NotAllowed):
        incidents.set_level(incident, level_key="issue", why="A bruise.", by=world.actor("contributor"))


def test_another_level_calls_whom_it_names_and_moves_the_time_of_the_first_words(world: World) -> None:
    incident = opened(world, level="issue")

    raised = incidents.set_level(
        incident, level_key="crisis", why="It is a fracture.", by=world.actor("manager")
    )

    assert [row.contact for row in raised.calls.all()] == ["Gallery lead", "Owner"]
    assert raised.first_word_due_at == raised.opened_at + timedelta(minutes=60)
    assert "Now “Crisis”: It is a fracture." in log_of(raised)


def test_who_does_not_answer_in_time_is_followed_by_who_stands_in(world: World) -> None:
    row = overdue(world)

    tasks.mind_incidents()
    tasks.mind_incidents()

    following = row.incident.calls.exclude(pk=row.pk).get()
    assert following.contact == "Gallery lead"
    assert following.answer_due_at is not None
    assert following.answer_due_at > clock.now()
    assert world.person("manager").email in [email for email, _sentence in told(world)]
    assert "Owner did not answer in time" in log_of(row.incident)


def test_when_nobody_is_left_to_call_the_log_says_so(world: World) -> None:
    row = overdue(world)
    calls.call(row.incident, contact_key="gallery", by=world.actor("owner"))

    tasks.mind_incidents()

    assert log_of(row.incident)[-1] == "Owner did not answer in time, and nobody is left to call"


def test_who_answered_is_not_passed_over(world: World) -> None:
    row = overdue(world)

    answered = calls.answer(row, by=world.actor("owner"))
    tasks.mind_incidents()

    assert answered.is_late
    assert IncidentCall.objects.filter(incident=row.incident).count() == 1
    with pytest.raises(Refusal, match="answered already"):
        calls.answer(row, by=world.actor("owner"))


def test_the_agreed_words_become_a_draft_and_leave_only_when_approved(world: World) -> None:
    incident = opened(world)

    prepared = incident_words.prepare(
        incident,
        statement_key="workshop-accident",
        values={"time": "noon"},
        channels=[world.channel("gallery"), world.channel("harbour")],
        by=world.actor("manager"),
    )

    assert prepared.post is not None
    assert prepared.post.state == Post.State.DRAFT
    assert prepared.post.body.endswith("We will say more at noon.")
    texts = dict(prepared.post.variants.values_list("channel__key", "text"))
    assert texts == {"gallery": "", "harbour": texts["harbour"]}
    assert texts["harbour"].endswith("More at noon.")
    assert prepared.first_word_at is None


def test_half_a_sentence_is_not_said(world: World) -> None:
    with pytest.raises(Refusal, match=r"Fill in \{time\} first"):
        incident_words.prepare(
            opened(world), statement_key="workshop-accident", values={"time": " "}, by=world.actor("manager")
        )


def test_words_that_have_ended_are_not_used(world: World) -> None:
    statement = {"key": "old", "label": "Old", "text": "We look into it.", "expires_on": "2020-01-01"}
    planned(world, holding_statements=[statement])

    with pytest.raises(Refusal, match="have ended"):
        incident_words.prepare(opened(world), statement_key="old", values={}, by=world.actor("manager"))


def test_the_first_words_are_out_when_their_post_is(world: World) -> None:
    incident = opened(world)
    sent = scheduled_publication(world, state=State.PUBLISHED)
    Incident.objects.filter(pk=incident.pk).update(post=sent.post)

    tasks.mind_incidents()

    incident.refresh_from_db()
    assert incident.first_word_at == Publication.objects.get(pk=sent.pk).published_at


def test_late_first_words_are_told_of_once(world: World) -> None:
    incident = opened(world)
    Incident.objects.filter(pk=incident.pk).update(first_word_due_at=clock.now() - timedelta(minutes=1))

    tasks.mind_incidents()
    tasks.mind_incidents()

    late = [email for email, sentence in told(world) if "first words are late" in sentence]
    assert len(late) == len(set(late)) > 0


def test_what_is_held_and_let_go_elsewhere_stands_in_the_log(world: World) -> None:
    incident = opened(world)
    drill = drilled(world)

    hold = holds.put(
        world.workspace, reason="It speaks of slipping.", topic=Topic(("ice",)), by=world.actor("manager")
    )
    holds.lift(hold, by=world.actor("owner"))

    manager, owner = world.actor("manager").label, world.actor("owner").label
    assert log_of(incident)[-2:] == [
        f"{manager} held the topic “ice”: 0 posts wait",
        f"The hold on the topic “ice” was lifted by {owner}",
    ]
    assert not any("topic" in line for line in log_of(drill))


def test_its_own_hold_stands_in_the_log_once(world: World) -> None:
    held = incidents.hold(opened(world), by=world.actor("manager"))

    assert [line for line in log_of(held) if "eld everything" in line] == ["Held everything: 0 posts wait"]


def test_holding_stops_the_queue(world: World) -> None:
    publication = scheduled_publication(world)
    incident = opened(world)

    held = incidents.hold(incident, by=world.actor("manager"))

    publication.refresh_from_db()
    assert publication.state == State.HELD
    assert held.hold is not None
    assert held.hold.reason == "Crisis: Somebody slipped in the workshop"
    assert log_of(held)[-1] == "Held everything: 1 post waits"


def test_in_a_drill_nothing_leaves_and_nothing_is_held(world: World) -> None:
    publication = scheduled_publication(world)
    posts = Post.objects.count()
    drill = drilled(world)

    incidents.hold(drill, by=world.actor("manager"))
    incident_words.prepare(
        drill,
        statement_key="workshop-accident",
        values={"time": "noon"},
        channels=[world.channel("gallery")],
        by=world.actor("manager"),
    )

    publication.refresh_from_db()
    assert publication.state == State.SCHEDULED
    assert not Hold.objects.exists()
    assert Post.objects.count() == posts
    assert would_wait(world.workspace.pk).count() == 1
    assert "Would have held everything: 1 post would have waited" in log_of(drill)
    drill.refresh_from_db()
    assert drill.first_word_at is not None
    assert told(world)[0][1].startswith("Drill: ")


def test_what_was_learned_is_suggested_to_the_strategy(world: World) -> None:
    closed = incidents.close(
        opened(world),
        went_well="The owner was there at once.",
        lessons="Say first whether somebody is hurt.",
        by=world.actor("manager"),
    )

    assert closed.suggestion is not None
    assert closed.suggestion.title == "Say first whether somebody is hurt."
    assert Proposal.objects.get(pk=closed.suggestion_id).section == "crisis"
    with pytest.raises(Refusal, match="It is closed"):
        incidents.note(closed, words="And yet", by=world.actor("manager"))


def test_closing_without_lessons_suggests_nothing(world: World) -> None:
    closed = incidents.close(opened(world), by=world.actor("manager"))

    assert closed.suggestion is None
    assert not Proposal.objects.exists()


def test_the_next_drill_is_told_of_on_its_day_unless_there_was_one(world: World) -> None:
    day = world.workspace.today + timedelta(days=180)
    incidents.close(drilled(world), next_drill_on=day, by=world.actor("manager"))
    assert next_drill(world.access("manager")) == day

    def said() -> int:
        return Notice.objects.filter(sentence__startswith="A drill is due").count()

    tasks.remind_of_drills()
    assert said() == 0
    with clock.frozen_at(clock.now() + timedelta(days=181)):
        tasks.remind_of_drills()
        first = said()
        tasks.remind_of_drills()
        assert said() == first > 0
        drilled(world)
        Notice.objects.all().delete()
        tasks.remind_of_drills()
        assert said() == 0


def test_a_day_that_has_passed_is_no_next_drill(world: World) -> None:
    with pytest.raises(Refusal, match="still to come"):
        incidents.close(opened(world), next_drill_on=world.workspace.today, by=world.actor("manager"))
