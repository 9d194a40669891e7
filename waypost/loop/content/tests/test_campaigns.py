"""Posts belong to campaigns: chosen with the why, from the list, by the slot; and what follows from it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.loop.content.actions import campaigns, posts
from waypost.loop.content.actions.repeats import repeat
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import approved_post, drafted_post, tomorrow
from waypost.loop.planning.actions import campaigns as planning
from waypost.loop.planning.actions import slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, running_campaign
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture
def campaign(world: World) -> Campaign:
    return running_campaign(world)


def at(name: str, **kwargs: object) -> str:
    return reverse(f"content:{name}", kwargs={"workspace": "tern", **kwargs})


def seen(world: World, address: str, role: str = "manager") -> str:
    return world.client(role).get(address).content.decode()


def test_an_approved_post_keeps_its_approval_when_it_comes_into_a_campaign(world, campaign):
    post = approved_post(world)
    version = post.version

    campaigns.choose(post, campaign=campaign, by=world.actor("contributor"))

    post.refresh_from_db()
    assert (post.campaign, post.state, post.version) == (campaign, Post.State.APPROVED, version)
    assert Entry.objects.get(verb="post.campaign_chosen").details["campaign"] == "spring-tides"


def test_choosing_what_is_chosen_writes_nothing_down(world, campaign):
    post = drafted_post(world, campaign=campaign)

    campaigns.choose(post, campaign=campaign, by=world.actor("manager"))

    assert not Entry.objects.filter(verb="post.campaign_chosen").exists()


def test_many_come_into_a_campaign_at_once_or_none_does(world, campaign):
    first, second = drafted_post(world), drafted_post(world)
    posts.archive(second, by=world.actor("manager"))

    with pytest.raises(Refusal, match="archived"):
        campaigns.choose_all(
            world.workspace, post_ids=[first.pk, second.pk], campaign=campaign, by=world.actor("manager")
        )

    first.refresh_from_db()
    assert first.campaign is None


@pytest.mark.parametrize("role", ["approver", "client", "viewer", "outsider"])
def test_whoever_may_not_write_puts_no_post_into_a_campaign(world, campaign, role):
    post = drafted_post(world)

    with pytest.raises(NotAllowed):
        campaigns.choose(post, campaign=campaign, by=world.actor(role))


def test_the_slot_gives_its_post_its_campaign(world, campaign):
    opened_quarter(world)
    slot = open_slot(world)
    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))

    post = posts.draft(world.workspace, slot=slot, by=world.actor("contributor"))

    assert post.campaign == campaign


def test_a_repeat_belongs_to_the_campaign_of_its_post_while_that_goes_on(world, campaign):
    source = drafted_post(world, campaign=campaign)
    local = tomorrow(world, days=2)

    during = repeat(source, local=local, by=world.actor("manager")).post
    planning.end(campaign, by=world.actor("manager"))
    source.refresh_from_db()
    after = repeat(source, local=local + timedelta(days=1), by=world.actor("manager")).post

    assert (during.campaign, after.campaign) == (campaign, None)


def test_the_composer_offers_campaigns_where_there_are_some(world):
    assert 'name="campaign"' not in seen(world, at("draft"))
    campaign = running_campaign(world)

    page = seen(world, f"{at('draft')}?campaign={campaign.pk}")
    world.client("manager").post(at("draft"), {"body": "Prints.", "campaign": campaign.pk})

    assert f'<option value="{campaign.pk}" selected>Spring tides' in page
    assert Post.objects.get().campaign == campaign


def test_whoever_writes_a_post_reads_what_its_campaign_wants_said(world, post):
    campaigns.choose(
        post, campaign=running_campaign(world, message="The coast is ours."), by=world.actor("manager")
    )

    assert "The coast is ours." in seen(world, at("post", post_id=post.pk), "contributor")


def test_the_why_of_a_post_names_its_campaign_and_changes_it(world, campaign, post):
    address = at("reasons", post_id=post.pk)
    assert "Spring tides" in seen(world, address)

    world.client("manager").post(address, {"reactive": "on", "campaign": campaign.pk})
    page = seen(world, at("post", post_id=post.pk))

    assert Post.objects.get(pk=post.pk).campaign == campaign
    assert '<span class="campaign" style="--hue: 1">Spring tides</span>' in page
    world.client("manager").post(address, {"reactive": "on", "campaign": ""})
    assert Post.objects.get(pk=post.pk).campaign is None


def test_an_ended_campaign_stays_with_its_post(world, campaign, post):
    campaigns.choose(post, campaign=campaign, by=world.actor("manager"))
    planning.end(campaign, by=world.actor("manager"))

    world.client("manager").post(at("reasons", post_id=post.pk), {"reactive": "on", "campaign": campaign.pk})

    assert Post.objects.get(pk=post.pk).campaign == campaign


def test_the_list_shows_flags_and_shows_only_one_campaign(world, campaign):
    drafted_post(world, body="Prints at half the price.", campaign=campaign)
    drafted_post(world, body="Low tide at nine.")

    whole = seen(world, at("posts"))
    part = seen(world, f"{at('posts')}?campaign={campaign.pk}")

    assert whole.count('<span class="campaign"') == 1
    assert "Prints at half the price." in part
    assert "Low tide at nine." not in part


def test_what_is_ticked_in_the_list_comes_into_a_campaign(world, campaign):
    first, second, third = (drafted_post(world) for _each in range(3))
    back = f"{at('posts')}?state=draft"
    assert f'name="posts" value="{first.pk}" form="chosen"' in seen(world, back)

    answer = world.client("contributor").post(
        at("post_campaigns"),
        {"posts": [first.pk, third.pk], "campaign": campaign.pk, "back": back},
        follow=True,
    )

    assert answer.redirect_chain == [(back, 302)]
    assert "2 posts belong to Spring tides." in answer.content.decode()
    assert list(Post.objects.filter(campaign=campaign).order_by("pk")) == [first, third]
    assert Post.objects.get(pk=second.pk).campaign is None


def test_ticking_nothing_or_choosing_what_is_not_there_meets_a_sentence(world, campaign):
    post, client = drafted_post(world), world.client("manager")
    theirs = running_campaign(world.across())
    referer = {"referer": f"http://testserver{at('posts')}"}

    nothing = client.post(at("post_campaigns"), {"campaign": campaign.pk}, follow=True, headers=referer)
    foreign = client.post(
        at("post_campaigns"), {"posts": post.pk, "campaign": theirs.pk}, follow=True, headers=referer
    )

    assert "Nothing was chosen." in nothing.content.decode()
    assert "Choose a campaign of this brand" in foreign.content.decode()
    assert Post.objects.get(pk=post.pk).campaign is None


def test_without_campaigns_or_the_right_to_write_there_is_nothing_to_tick(world):
    drafted_post(world)
    assert 'form="chosen"' not in seen(world, at("posts"))

    running_campaign(world)

    assert 'form="chosen"' not in seen(world, at("posts"), "viewer")


def test_the_campaigns_page_lists_its_posts_in_order_of_time(world, campaign):
    late = drafted_post(world, body="The last day.", campaign=campaign)
    posts.plan(late, by=world.actor("manager"), local=tomorrow(world, days=40))
    soon = drafted_post(world, body="The first day.", campaign=campaign)
    posts.plan(soon, by=world.actor("manager"), local=tomorrow(world))
    drafted_post(world, body="Something else.")
    address = reverse("planning:campaign", kwargs={"workspace": "tern", "campaign_id": campaign.pk})

    page = seen(world, address)

    assert page.index("The first day.") < page.index("The last day.")
    assert "Something else." not in page
    assert "1 of them stands outside the campaign’s days." in page
    assert f"{at('draft')}?campaign={campaign.pk}" in page
    assert f"{at('draft')}?campaign={campaign.pk}" not in seen(world, address, "viewer")


def test_the_calendar_shows_a_post_with_its_flag_and_only_those_of_one_campaign(world, campaign):
    for body, its in (("Prints at half the price.", campaign), ("Low tide at nine.", None)):
        post = drafted_post(world, body=body, campaign=its)
        posts.plan(post, by=world.actor("manager"), local=tomorrow(world))
    week = reverse("planning:calendar", kwargs={"workspace": "tern"})
    week += f"?view=week&day={tomorrow(world):%Y-%m-%d}"

    whole = seen(world, week)
    part = seen(world, f"{week}&campaign={campaign.pk}")

    assert whole.count('class="campaign slip-flag"') == 1
    assert "Prints at half the price." in part
    assert "Low tide at nine." not in part
