import re

import pytest

from tests.world import World
from waypost.loop.content.models import Post
from waypost.loop.engagement.actions import answers, incident_words, incidents
from waypost.loop.engagement.models import Incident
from waypost.loop.engagement.tests.crises import drilled, opened, planned, rung
from waypost.loop.engagement.tests.factories import conversation
from waypost.loop.publishing.tests.factories import scheduled_publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_open")]


def read(world: World, address: str, role: str = "manager") -> str:
    answer = world.client(role).get(f"/tern/{address}")
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_without_a_plan_the_page_leads_to_writing_one(world: World) -> None:
    page = world.client("owner").get("/tern/incidents/").content.decode()

    assert "There is no crisis plan yet." in page
    assert 'href="/tern/strategy/sections/crisis/"' in page
    assert "/incidents/new/" not in page


def test_the_page_shows_what_is_counted_and_what_waits_for_a_decision(world: World) -> None:
    planned(world)
    rung(world)

    page = read(world, "incidents/")

    assert "This may be “Issue” 23 messages in 1 hour; 4.0 are usual" in page
    assert "0 unhappy messages in 3 hours 4 Below" in page
    assert "too little to say what is usual" in page


def test_an_alarm_becomes_an_incident_or_nothing(world: World) -> None:
    alarm = rung(world)
    client = world.client("manager")
    form = client.get(f"/tern/incidents/new/?alarm={alarm.pk}").content.decode()
    assert 'value="23 messages in 1 hour; 4.0 are usual"' in form

    client.post(f"/tern/incidents/new/?alarm={alarm.pk}", {"title": "Broken prints", "level_key": "issue"})

    alarm.refresh_from_db()
    assert alarm.incident == Incident.objects.get(title="Broken prints")
    second = rung(world, "crisis")
    client.post(f"/tern/incidents/alarms/{second.pk}/dismissal/")
    second.refresh_from_db()
    assert second.decided_by_label
    assert "This may be" not in read(world, "incidents/")


def test_what_was_not_said_is_asked_for_at_its_field(world: World) -> None:
    planned(world)

    answer = world.client("manager").post("/tern/incidents/new/", {"title": "", "level_key": "flood"})

    assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_an_incident_is_led_from_its_page(world: World) -> None:
    publication = scheduled_publication(world)
    incident = opened(world)
    here = f"/tern/incidents/{incident.pk}/"
    client = world.client("manager")
    page = read(world, f"incidents/{incident.pk}/")
    for words in [
        "Signs the first words",
        "Phone on the inside of the shop door",
        "All of them wait.",
        "Somebody was hurt in a workshop",
    ]:
        assert words in page, words

    client.post(f"{here}calls/{incident.calls.get().pk}/answer/")
    client.post(f"{here}moments/", {"words": "The doctor is here.", "is_decision": ""})
    client.post(f"{here}hold/", {"channel": "everything"})
    client.post(f"{here}calls/", {"contact_key": "gallery"})
    client.post(f"{here}level/", {"level_key": "issue", "why": "Only a bruise."})

    page = read(world, f"incidents/{incident.pk}/")
    for words in [
        "There after 0 seconds",
        "The doctor is here.",
        "On hold",
        "Gallery lead",
        "Now “Issue”: Only a bruise.",
    ]:
        assert words in page, words
    publication.refresh_from_db()
    assert publication.state == "held"


def test_a_small_form_that_was_refused_stands_with_its_reason(world: World) -> None:
    incident = opened(world)

    answer = world.client("manager").post(
        f"/tern/incidents/{incident.pk}/level/", {"level_key": "issue", "why": ""}
    )

    assert answer.status_code == 422
    assert "Fill this in." in answer.content.decode()


def test_the_agreed_words_are_read_before_they_are_drafted(world: World) -> None:
    incident = opened(world)
    here = f"/tern/incidents/{incident.pk}/words/workshop-accident/"
    client = world.client("manager")
    channel = world.channel("harbour")

    look = client.post(here, {"blank-0": "noon", "channels": [channel.pk], "look": ""})
    assert "We will say more at noon." in look.content.decode()
    assert not Post.objects.exists()
    answer = client.post(here, {"blank-0": "noon", "channels": [channel.pk]})

    post = Post.objects.get()
    assert answer["Location"] == f"/tern/posts/{post.pk}"
    assert "Have the post approved and sent" in read(world, f"incidents/{incident.pk}/")
    assert client.post(here, {"blank-0": "", "channels": []}).status_code == 422


def test_the_inbox_says_that_an_incident_is_open_and_offers_its_words(world: World) -> None:
    found = conversation(world)
    incident = opened(world)
    drilled(world, title="Only rehearsed")
    incident_words.prepare(
        incident, statement_key="workshop-accident", values={"time": "noon"}, by=world.actor("manager")
    )

    page = world.client("manager").get(f"/tern/inbox/{found.pk}/").content.decode()

    assert "An incident is open: “Crisis”" in page
    assert "Only rehearsed" not in page
    assert "We will say more at noon." in page
    assert "Words agreed, and when to stop" in page


def test_the_inbox_says_when_enough_was_said_in_public(world: World) -> None:
    planned(world)
    found = conversation(world)
    for text in ("At nine.", "At nine, truly."):
        assert "Enough in public" not in read(world, f"inbox/{found.pk}/")
        answers.answer(found, text=text, by=world.actor("manager"))

    assert "You have answered 2 times; the plan says at most 2." in read(world, f"inbox/{found.pk}/")


def test_the_tree_leads_from_a_conversation_to_an_end(world: World) -> None:
    planned(world)
    found = conversation(world, text="You copied my print.")
    assert (
        f'href="/tern/inbox/{found.pk}/way/"'
        in world.client("manager").get(f"/tern/inbox/{found.pk}/").content.decode()
    )

    first = read(world, f"inbox/{found.pk}/way/")
    assert "You copied my print." in first
    assert "Is somebody hurt, or accused of copying? Yes No" in first
    end = world.client("manager").get(f"/tern/inbox/{found.pk}/way/?so=y").content.decode()
    assert "Write nothing; ring the owner" in end
    assert f"/tern/incidents/new/?conversation={found.pk}" in end
    assert "Leave it, and watch" in read(world, f"inbox/{found.pk}/way/?so=nnn")


def test_without_a_strategy_the_common_tree_is_walked(world: World) -> None:
    found = conversation(world)

    assert "These are the common questions." in read(world, f"inbox/{found.pk}/way/?so=nn%00zzz")


def test_closing_leads_to_what_became_of_the_lesson(world: World) -> None:
    incident = opened(world)
    client = world.client("manager")
    here = f"/tern/incidents/{incident.pk}/"

    client.post(
        f"{here}closure/", {"went_well": "Quick.", "lessons": "Name the press first.", "next_drill_on": ""}
    )

    incident.refresh_from_db()
    page = read(world, f"incidents/{incident.pk}/")
    assert "What became of it in the strategy" in page
    assert "Write it down" not in page
    assert client.get(f"{here}closure/").status_code == 302
    proposal = client.get(f"/tern/strategy/proposals/{incident.suggestion_id}/").content.decode()
    assert "What was learned from an incident: Somebody slipped in the workshop" in proposal


def test_a_drill_is_reported_on_paper(world: World) -> None:
    drill = drilled(world)
    incidents.note(drill, words="Rang twice.", by=world.actor("manager"))

    answer = world.client("viewer").get(f"/tern/incidents/{drill.pk}/report/")
    assert answer.status_code == 403
    answer = world.client("contributor").get(f"/tern/incidents/{drill.pk}/report/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_home_puts_what_cannot_wait_first(world: World) -> None:
    alarm = rung(world)
    drilled(world, title="Only rehearsed")

    before = read(world, "")
    incidents.open_one(
        world.workspace, title="Broken prints", level_key="issue", alarm=alarm, by=world.actor("owner")
    )

    assert "This may be “Issue”: 23 messages in 1 hour" in before
    after = read(world, "")
    assert "Issue: Broken prints" in after
    assert "This may be" not in after
    assert "Crisis: Only rehearsed" not in after


def test_the_crisis_plan_leads_to_incidents(world: World) -> None:
    planned(world)

    assert 'href="/tern/incidents/"' in world.client("manager").get("/tern/strategy/").content.decode()


def test_the_pages_ask_a_fixed_number_of_questions(
    world: World, django_assert_max_num_queries: object
) -> None:
    incident = opened(world)
    client = world.client("manager")
    for address in ("incidents/", f"incidents/{incident.pk}/"):
        client.get(f"/tern/{address}")
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            client.get(f"/tern/{address}")
