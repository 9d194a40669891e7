"""Holding a campaign from its page, its hold on every page that names one, and its name in links."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import World
from waypost.loop.content.actions import campaigns as belonging
from waypost.loop.content.models import Post
from waypost.loop.planning.actions import campaigns, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, running_campaign
from waypost.loop.publishing.actions import holds, links
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.strategy.models import Goal
from waypost.toolkit.refusal import NotAllowed

NAMING = {"source": "{network}", "medium": "social", "campaign": "{campaign}"}


def at(name: str, **kwargs: object) -> str:
    return reverse(f"publishing:{name}", kwargs={"workspace": "tern", **kwargs})


def of(campaign: Campaign) -> str:
    return reverse("planning:campaign", kwargs={"workspace": "tern", "campaign_id": campaign.pk})


def seen(world: World, address: str, role: str = "manager") -> str:
    return world.client(role).get(address).content.decode()


def belonging_to(campaign: Campaign, world: World, **details: object) -> Publication:
    publication = scheduled_publication(world, **details)
    Post.objects.filter(pk=publication.post_id).update(campaign=campaign)
    return publication


def test_a_campaign_is_held_from_its_page(world):
    campaign = running_campaign(world)
    mine, other = belonging_to(campaign, world), scheduled_publication(world)
    switch = f"{at('holds')}?what=campaign-{campaign.pk}#put"

    page = seen(world, of(campaign))
    form = seen(world, switch)
    answer = world.client("manager").post(
        at("holds"), {"what": f"campaign-{campaign.pk}", "reason": "A wrong price"}, follow=True
    )

    assert switch in page
    assert f'<option value="campaign-{campaign.pk}" selected>Spring tides' in form
    assert "Spring tides is on hold" in answer.content.decode()
    assert "Nothing goes out for the campaign Spring tides." in answer.content.decode()
    assert str(mine) in answer.content.decode()
    states = dict(Publication.objects.values_list("pk", "state"))
    assert states == {mine.pk: State.HELD, other.pk: State.SCHEDULED}


def test_its_hold_is_said_on_its_page_in_the_queue_and_among_the_holds(world):
    campaign = running_campaign(world)
    belonging_to(campaign, world)
    hold = holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"))

    for address in (of(campaign), at("queue"), at("holds"), at("hold", hold_id=hold.pk)):
        page = seen(world, address)
        assert "A wrong price" in page, address
        assert "Spring tides" in page, address
    assert "Everything is on hold" not in seen(world, at("queue"))
    assert "The queue is stopped in part." in seen(world, at("holds"))


def test_lifting_it_leads_to_the_second_look_at_its_posts(world):
    campaign = running_campaign(world)
    mine = belonging_to(campaign, world, body="Prints at half the price.")
    hold = holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"))
    client = world.client("manager")

    page = client.post(at("lifting", hold_id=hold.pk), follow=True).content.decode()
    assert "Prints at half the price." in page
    assert "The hold on Spring tides" in page
    client.post(at("looks", hold_id=hold.pk), {f"{mine.pk}-chosen": "on", "decision": "release"})

    assert Publication.objects.get().state == State.SCHEDULED


def test_a_held_post_is_not_released_from_its_own_page_while_its_campaign_is_held(world):
    campaign = running_campaign(world)
    mine = belonging_to(campaign, world)
    holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"))
    release = at("release", publication_id=mine.pk)

    assert f'action="{release}"' not in seen(world, at("publication", publication_id=mine.pk))
    assert world.client("manager").post(release).status_code != 200
    assert Publication.objects.get().state == State.HELD


def test_what_is_still_to_come_of_an_ended_campaign_is_held_from_its_page(world):
    campaign = running_campaign(world)
    mine = belonging_to(campaign, world)
    campaigns.end(campaign, by=world.actor("manager"))
    chosen = f"campaign-{campaign.pk}"

    assert f'value="{chosen}"' not in seen(world, at("holds"))
    assert f'value="{chosen}" selected' in seen(world, f"{at('holds')}?what={chosen}")
    world.client("manager").post(at("holds"), {"what": chosen, "reason": "A wrong price"})

    assert Publication.objects.get(pk=mine.pk).state == State.HELD


def test_a_campaign_of_another_brand_is_no_choice(world):
    theirs = running_campaign(world.across())

    answer = world.client("manager").post(at("holds"), {"what": f"campaign-{theirs.pk}", "reason": "Stop"})

    assert answer.status_code == 422
    assert not Hold.objects.exists()


def test_who_may_not_hold_sees_no_switch_but_reads_of_the_hold(world):
    campaign = running_campaign(world)
    assert "Hold this campaign" not in seen(world, of(campaign), "viewer")

    holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"))

    assert "A wrong price" in seen(world, of(campaign), "viewer")


def test_links_name_the_campaign_or_else_the_pillar(world):
    campaign = running_campaign(world)
    links.decide(world.workspace, tracks=False, names=True, naming=NAMING, by=world.actor("manager"))
    named = belonging_to(campaign, world, body="Prints: https://tern.example/prints")
    plain = scheduled_publication(world, body="Table: https://tern.example/table")

    made = links.lay_out(
        [
            (Publication.objects.get(pk=named.pk), ["https://tern.example/prints"]),
            (Publication.objects.get(pk=plain.pk), ["https://tern.example/table"]),
        ]
    )

    assert made[named.pk][0].destination.endswith("utm_medium=social&utm_campaign=spring-tides")
    assert made[plain.pk][0].destination.endswith("utm_medium=social")


def test_what_is_ready_is_prepared_anew_when_its_campaign_changes_for_its_links_name_it(world):
    publication = scheduled_publication(world, state=State.READY)

    belonging.choose(publication.post, campaign=running_campaign(world), by=world.actor("manager"))

    assert Publication.objects.get().state == State.SCHEDULED


def test_links_of_many_posts_ask_for_their_campaigns_once(world):
    campaign = running_campaign(world)
    links.decide(world.workspace, tracks=False, names=True, naming=NAMING, by=world.actor("manager"))
    rows = [belonging_to(campaign, world, body=f"{number}: https://tern.example/") for number in range(4)]

    def asked(count: int) -> int:
        found = Publication.objects.select_related("workspace", "channel", "variant__post").filter(
            pk__in=[row.pk for row in rows[:count]]
        )
        batch = [(row, ["https://tern.example/"]) for row in found]
        with CaptureQueriesContext(connection) as seen_queries:
            links.lay_out(batch)
        return sum('FROM "planning_campaign"' in query["sql"] for query in seen_queries)

    assert (asked(1), asked(4)) == (1, 1)


def test_the_calendar_filters_what_is_scheduled_by_campaign(world):
    campaign = running_campaign(world)
    mine = belonging_to(campaign, world, body="Prints at half the price.")
    scheduled_publication(world, body="Low tide at nine.")
    week = reverse("planning:calendar", kwargs={"workspace": "tern"})
    week += f"?view=week&day={mine.local_on}"

    whole, part = seen(world, week), seen(world, f"{week}&campaign={campaign.pk}")

    assert whole.count('class="campaign slip-flag"') == 1
    assert "Prints at half the price." in part
    assert "Low tide at nine." not in part


def test_the_page_of_a_campaign_with_everything_asks_few_questions(world, django_assert_max_num_queries):
    opened_quarter(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    slot, campaign = open_slot(world), running_campaign(world, goal=goal)
    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))
    for state in (State.SCHEDULED, State.PUBLISHED, State.MISSED):
        belonging_to(campaign, world, state=state)
    holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("manager"))
    client = world.client("manager")
    client.get(of(campaign))

    with django_assert_max_num_queries(15):
        client.get(of(campaign))


def test_a_marketer_holds_a_campaign_and_nothing_else(world):
    campaign = running_campaign(world)
    mine = belonging_to(campaign, world)
    client = world.client("marketer")
    page = seen(world, f"{at('holds')}?what=campaign-{campaign.pk}", "marketer")

    answer = client.post(at("holds"), {"what": f"campaign-{campaign.pk}", "reason": "A wrong price"})
    everything = client.post(at("holds"), {"what": "everything", "reason": "A wrong price"})

    assert f'<option value="campaign-{campaign.pk}" selected>Spring tides' in page
    assert "Everything, on every channel" not in page
    assert world.channel("gallery").name not in page
    assert answer["Location"] == at("hold", hold_id=Hold.objects.get().pk)
    assert everything.status_code == 422
    mine.refresh_from_db()
    assert mine.state == State.HELD
    assert "Hold this campaign" not in seen(world, of(campaign), "marketer")


def test_a_marketer_lifts_a_campaign_s_hold_and_releases_its_posts_but_no_other(world):
    campaign = running_campaign(world)
    mine, other = belonging_to(campaign, world), scheduled_publication(world, "journal")
    held = holds.put(world.workspace, campaign=campaign, reason="A wrong price", by=world.actor("marketer"))
    all_held = holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))
    client = world.client("marketer")

    refused = client.post(at("lifting", hold_id=all_held.pk))
    holds.lift(all_held, by=world.actor("owner"))
    not_released = client.post(at("release", publication_id=other.pk))
    lifted = client.post(at("lifting", hold_id=held.pk))
    released = client.post(at("release", publication_id=mine.pk))

    assert (refused.status_code, not_released.status_code) == (403, 403)
    assert (lifted.status_code, released.status_code) == (302, 302)
    assert dict(Publication.objects.values_list("pk", "state")) == {
        mine.pk: State.SCHEDULED,
        other.pk: State.HELD,
    }


def test_whoever_may_only_write_holds_no_campaign(world):
    campaign = running_campaign(world)

    assert "Hold this campaign" not in seen(world, of(campaign), "contributor")
    assert "Hold this campaign" in seen(world, of(campaign), "marketer")
    with pytest.raises(NotAllowed):
        holds.put(world.workspace, campaign=campaign, reason="No.", by=world.actor("contributor"))
    with pytest.raises(NotAllowed):
        holds.put(world.workspace, reason="No.", by=world.actor("marketer"))
