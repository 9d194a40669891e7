import pytest
from django.utils.html import escape

from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.notices.actions import tasks
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.loop.content.tests.factories import submitted_post
from waypost.loop.planning.tests.factories import open_slot, opened_quarter


def words(response):
    return response.content.decode()


@pytest.fixture
def both(world):
    """The owner works for the other brand as well, as its owner."""
    member = Member.objects.create(workspace=world.other, person=world.person("owner"))
    HeldRole.objects.create(member=member, role="owner")
    return world


def row_of(page, name):
    start = page.index(name)
    return page[start : page.index("</tr>", start)]


def test_a_brand_says_what_needs_somebody_its_next_gap_and_its_channels(both):
    opened_quarter(both)
    submitted_post(both)
    tasks.give(both.workspace, person=both.person("owner"), what="Call", by=both.actor("manager"))
    Channel.objects.filter(workspace=both.workspace, key="gallery").update(health="attention")

    page = words(both.client("owner").get("/workspaces/"))
    row = row_of(page, "Tern &amp; Tide</a>")

    assert "1 post to approve" in row
    assert "1 task of yours" in row
    assert "/tern/slots/" in row
    assert "1 of 3 needs attention" in row
    assert "2 things need you in 1 of 2 brands" in page


def test_one_brands_numbers_are_not_anothers(both):
    submitted_post(both)

    row = row_of(words(both.client("owner").get("/workspaces/")), f"{both.other.name}</a>")

    assert "to approve" not in row
    assert "Nothing is planned" in row


def test_who_may_not_approve_is_not_asked_to(both):
    submitted_post(both)
    member = Member.objects.create(workspace=both.other, person=both.person("contributor"))
    HeldRole.objects.create(member=member, role="contributor")

    assert "to approve" not in words(both.client("contributor").get("/workspaces/"))


def test_who_works_on_some_channels_sees_these_counted(both):
    opened_quarter(both)
    slot = open_slot(both)
    elsewhere = Member.objects.create(workspace=both.other, person=both.person("manager"))
    HeldRole.objects.create(member=elsewhere, role="manager")
    member = Member.objects.get(workspace=both.workspace, person=both.person("manager"))
    Member.objects.filter(pk=member.pk).update(limited=True)
    ChannelAccess.objects.create(member=member, channel=slot.channel)

    row = row_of(words(both.client("manager").get("/workspaces/")), "Tern &amp; Tide</a>")

    assert "1 channel<" in row
    assert escape(slot.channel.name) in row


def test_the_page_asks_the_same_questions_for_any_number_of_brands(both, django_assert_max_num_queries):
    opened_quarter(both)
    client = both.client("owner")
    client.get("/workspaces/")

    with django_assert_max_num_queries(10):
        client.get("/workspaces/")
