from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content import tasks
from waypost.loop.content.actions import attachments, posts, reviews, series, variants
from waypost.loop.content.models import Post, Repeat, Review, Series
from waypost.loop.content.queries import variants_of
from waypost.loop.content.queries.repeating import out_of_step
from waypost.loop.content.tests.factories import (
    approve,
    approved_post,
    attached,
    drafted_post,
    only_variant,
    picture,
    submitted_post,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

MORNING = datetime(2026, 10, 5, 6, tzinfo=UTC)
MONDAY = datetime(2026, 10, 5, 9)
WEEKLY = "FREQ=WEEKLY"
SWEEP = Actor.system("a test")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock.frozen_at(MORNING):
        yield


def weekly(world, rule: str = WEEKLY, local: datetime = MONDAY, **details) -> Series:
    """An approved post that is said every week from today on."""
    return series.start(approved_post(world, local=local, **details), rule=rule, by=world.actor("manager"))


def made(going_on: Series) -> list[Post]:
    return [each.post for each in Repeat.objects.filter(series=going_on, post__archived_at=None)]


def days(found: list[Post]) -> list[str]:
    return [f"{post.planned_on:%d %b}" for post in found]


def test_a_series_makes_the_posts_of_four_weeks(world):
    going_on = weekly(world)

    assert days(made(going_on)) == ["12 Oct", "19 Oct", "26 Oct", "02 Nov"]
    assert {post.planned_local.hour for post in made(going_on)} == {9}


def test_nine_stays_nine_after_the_clocks_change(world):
    before, after = made(weekly(world))[1:3]

    assert (before.planned_at.hour, after.planned_at.hour) == (8, 9)


def test_what_is_approved_is_approved_again_word_for_word(world):
    again = made(weekly(world))[0]

    assert again.is_approved
    assert only_variant(again).is_approved
    assert only_variant(again).text == ""
    assert again.body == Post.objects.exclude(pk=again.pk).first().body
    review = Review.objects.get(post=again)
    assert review.by_kind == "system"
    assert review.note == "Word for word what was approved by Ada Fonseca."


def test_what_nobody_approved_repeats_as_a_draft_until_it_is_approved(world):
    post = submitted_post(world)
    posts.plan(post, local=MONDAY, by=world.actor("manager"))
    going_on = series.start(post, rule=WEEKLY, by=world.actor("manager"))
    assert {each.state for each in made(going_on)} == {"draft"}

    approve(world, post)

    assert {each.state for each in made(going_on)} == {"approved"}


def test_pictures_and_the_words_of_each_channel_come_along(world):
    post = drafted_post(world, channel_keys=("gallery", "journal"))
    attached(world, post)
    variants.adapt(post, channel=world.channel("journal"), text="In the Journal.", by=world.actor("manager"))
    posts.plan(post, local=MONDAY, by=world.actor("manager"))

    again = made(series.start(post, rule=WEEKLY, by=world.actor("manager")))[0]

    assert {each.channel.key: each.text for each in variants_of(again)} == {
        "gallery": "",
        "journal": "In the Journal.",
    }
    assert [each.media.name for each in again.attachments.all()] == ["tern.png"]
    assert {each.content_hash for each in variants_of(again)} == {
        each.content_hash for each in variants_of(post)
    }


def test_an_edit_of_the_source_ends_the_approval_of_its_repeats_until_it_is_approved_anew(world):
    going_on = weekly(world)
    source = Post.objects.get(pk=going_on.source_id)

    posts.write(source, version=source.version, body="High tide at ten.", by=world.actor("manager"))
    assert {each.state for each in made(going_on)} == {"draft"}
    assert not Post.objects.filter(repeat__series=going_on, body="High tide at ten.").exists()
    reviews.submit(source, by=world.actor("manager"))
    approve(world, source)

    assert {(each.state, each.body) for each in made(going_on)} == {("approved", "High tide at ten.")}


def test_a_changed_source_brings_its_channels_and_pictures(world):
    going_on = weekly(world)
    source = Post.objects.get(pk=going_on.source_id)
    attachments.attach(source, media=picture(world), by=world.actor("manager"))
    variants.adapt(source, channel=world.channel("harbour"), text="Here.", by=world.actor("manager"))
    variants.remove(variants_of(source).get(channel=world.channel("gallery")), by=world.actor("manager"))
    reviews.submit(source, by=world.actor("manager"))

    approve(world, source)

    again = made(going_on)[0]
    assert again.is_approved
    assert [each.channel.key for each in variants_of(again)] == ["harbour"]
    assert again.attachments.count() == 1


def test_each_one_can_be_changed_and_then_stands_for_itself(world):
    going_on = weekly(world)
    first, second = made(going_on)[:2]
    posts.write(first, version=first.version, body="This week: the lighthouse.", by=world.actor("manager"))
    posts.plan(second, local=datetime(2026, 10, 20, 18), by=world.actor("manager"))
    source = Post.objects.get(pk=going_on.source_id)
    reviews.withdraw(source, by=world.actor("manager"))
    posts.write(source, version=source.version, body="Anew.", by=world.actor("manager"))
    reviews.submit(source, by=world.actor("manager"))

    approve(world, source)

    bodies = [post.body for post in made(going_on)]
    assert bodies[0] == "This week: the lighthouse."
    assert bodies[1] != "Anew."
    assert bodies[2:] == ["Anew.", "Anew."]


def test_one_that_somebody_returned_is_not_approved_behind_their_back(world):
    again = made(weekly(world))[0]
    reviews.return_(again, note="Not on a holiday.", by=world.actor("approver"))

    tasks.say_again()

    assert Post.objects.get(pk=again.pk).state == "returned"
    assert not out_of_step().exists()


def test_the_sweep_mends_what_a_lost_reaction_left(world):
    going_on = weekly(world)
    Post.objects.filter(pk=going_on.source_id).update(state="draft")
    assert list(out_of_step()) == [going_on.source]

    tasks.say_again()

    assert {each.state for each in made(going_on)} == {"draft"}
    assert not out_of_step().exists()


def test_weeks_later_the_sweep_makes_what_has_come_near_once(world):
    going_on = weekly(world)

    with clock.frozen_at(MORNING + timedelta(days=14)):
        tasks.say_again()
        tasks.say_again()

    assert days(made(going_on)) == ["12 Oct", "19 Oct", "26 Oct", "02 Nov", "09 Nov", "16 Nov"]


def test_a_skipped_one_leaves_the_calendar_and_comes_back(world):
    going_on = weekly(world)
    local = MONDAY + timedelta(days=7)

    series.skip(going_on, local=local, by=world.actor("manager"))
    series.carry_on(going_on, by=SWEEP)
    assert days(made(going_on)) == ["19 Oct", "26 Oct", "02 Nov"]
    series.restore(going_on, local=local, by=world.actor("manager"))

    assert days(made(going_on)) == ["12 Oct", "19 Oct", "26 Oct", "02 Nov"]


def test_one_that_was_archived_is_not_made_again_by_itself(world):
    going_on = weekly(world)
    posts.archive(made(going_on)[0], by=world.actor("manager"))

    series.carry_on(going_on, by=SWEEP)
    assert days(made(going_on))[0] == "19 Oct"
    series.restore(going_on, local=MONDAY + timedelta(days=7), by=world.actor("manager"))

    assert days(made(going_on))[0] == "12 Oct"


@pytest.mark.parametrize(
    ("local", "why"),
    [
        (MONDAY, "That is the post itself"),
        (MONDAY + timedelta(days=1), "nothing at that time"),
    ],
)
def test_only_times_of_the_series_can_be_skipped(world, local, why):
    going_on = weekly(world)

    with pytest.raises(Refusal, match=why):
        series.skip(going_on, local=local, by=world.actor("manager"))


def test_what_has_passed_cannot_be_skipped(world):
    going_on = weekly(world)

    with clock.frozen_at(MORNING + timedelta(days=10)), pytest.raises(Refusal, match="has passed"):
        series.skip(going_on, local=MONDAY + timedelta(days=7), by=world.actor("manager"))


def test_skipping_and_putting_back_twice_is_refused(world):
    going_on = weekly(world)
    local = MONDAY + timedelta(days=7)
    with pytest.raises(Refusal, match="in the series already"):
        series.restore(going_on, local=local, by=world.actor("manager"))

    series.skip(going_on, local=local, by=world.actor("manager"))

    with pytest.raises(Refusal, match="taken out already"):
        series.skip(going_on, local=local, by=world.actor("manager"))


def test_another_rule_puts_away_what_it_does_not_name_and_nobody_changed(world):
    going_on = weekly(world)
    changed = made(going_on)[0]
    posts.write(changed, version=changed.version, body="Mine.", by=world.actor("manager"))

    series.change(going_on, rule="FREQ=WEEKLY;INTERVAL=2", by=world.actor("manager"))

    assert days(made(going_on)) == ["12 Oct", "19 Oct", "02 Nov"]


def test_the_end_of_a_series_puts_away_what_nobody_changed(world):
    going_on = weekly(world)
    moved = made(going_on)[0]
    posts.plan(moved, local=datetime(2026, 10, 13, 9), by=world.actor("manager"))

    series.end(going_on, by=world.actor("manager"))

    assert made(going_on) == [moved]
    with pytest.raises(Refusal, match="has ended"):
        series.end(going_on, by=world.actor("manager"))


def test_archiving_the_post_ends_its_series(world):
    going_on = weekly(world)

    posts.archive(going_on.source, by=world.actor("manager"))

    assert made(going_on) == []
    assert not Series.objects.filter(ended_at=None).exists()


def test_a_post_without_a_time_does_not_repeat(world):
    with pytest.raises(Refusal, match="Give the post its time first"):
        series.start(drafted_post(world), rule=WEEKLY, by=world.actor("manager"))


def test_a_post_repeats_by_one_rule_and_repeats_do_not_repeat(world):
    going_on = weekly(world)

    with pytest.raises(Refusal, match="repeats already"):
        series.start(going_on.source, rule=WEEKLY, by=world.actor("manager"))
    with pytest.raises(Refusal, match="one of a series"):
        series.start(made(going_on)[0], rule=WEEKLY, by=world.actor("manager"))


def test_only_those_who_schedule_let_a_post_repeat(world):
    post = approved_post(world, local=MONDAY)

    for role in ("contributor", "approver", "viewer", "outsider"):
        with pytest.raises(NotAllowed):
            series.start(post, rule=WEEKLY, by=world.actor(role))
    assert series.start(post, rule=WEEKLY, by=world.actor("marketer"))


def test_what_is_taken_out_while_posts_are_made_is_not_made(world, monkeypatch):
    going_on = weekly(world)
    going_on.repeats.all().delete()
    Series.objects.filter(pk=going_on.pk).update(made_until=MORNING.date())
    real = series.repeat

    def repeat_and_somebody_skips(source, **details):
        made_now = real(source, **details)
        last = going_on.start + timedelta(weeks=4)
        Series.objects.filter(pk=going_on.pk).update(skipped=[last.isoformat()])
        return made_now

    monkeypatch.setattr(series, "repeat", repeat_and_somebody_skips)

    assert days(series.carry_on(going_on, by=SWEEP)) == ["12 Oct", "19 Oct", "26 Oct"]
