from datetime import timedelta

from tests.world import World
from waypost.loop.analytics.tests.factories import NOON, read_post
from waypost.loop.strategy import auditing
from waypost.loop.strategy.tests.factories import open_audit


def test_an_audit_knows_what_was_posted_and_what_worked(world: World):
    read_post(world, at=NOON - timedelta(days=2), body="Fog", likes=4)
    read_post(world, at=NOON - timedelta(days=9), body="Tide", likes=40)
    read_post(world, at=NOON - timedelta(days=200), body="Long ago", likes=4000)
    read_post(world, at=NOON - timedelta(days=120), body="Elsewhere", channel_key="journal", likes=7)
    today = NOON.date()

    found = auditing.activity(world.access("strategist"), today - timedelta(days=89), today)

    gallery, journal = found[world.channel("gallery").pk], found[world.channel("journal").pk]
    assert (gallery.posts, gallery.interactions) == (2, 44)
    assert (gallery.best, gallery.best_interactions) == ("Tide", 40)
    assert gallery.last_post_on == today - timedelta(days=2)
    assert (journal.posts, journal.interactions, journal.best) == (0, None, "")
    assert journal.last_post_on == today - timedelta(days=120)
    assert world.channel("harbour").pk not in found


def test_an_audit_begins_with_what_was_measured(world: World):
    row = read_post(world, body="Fog", likes=4)

    account = open_audit(world).accounts.get(channel=row.channel)

    assert (account.posts, account.best) == (1, "Fog")


def test_an_audit_asks_for_the_activity_of_all_channels_twice(world: World, django_assert_num_queries):
    read_post(world, likes=4)
    access = world.access("strategist")

    with django_assert_num_queries(2):
        auditing.activity(access, NOON.date() - timedelta(days=89), NOON.date())
