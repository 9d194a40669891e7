"""A brand moves from another tool step by step, and nothing goes out twice meanwhile."""

import pytest

from tests.world import World
from waypost.loop.content.actions import habits, switches
from waypost.loop.content.domain.switching.hashtags import TagSet
from waypost.loop.content.domain.switching.posting_times import pasted
from waypost.loop.content.models import Post, PostImport, Switch, SwitchStep
from waypost.loop.content.tests.factories import begun_switch, switch_with_queue
from waypost.loop.strategy.models import Pillar, Proposal, StrategyVersion
from waypost.loop.strategy.queries import current_strategy
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import NotAllowed, Refusal

TABLE = b"Text,Posting Time,Tags\nLow tide.,2031-03-03 09:00,coast\n"


def test_one_move_at_a_time_and_another_after_its_end(world: World):
    switch = begun_switch(world)

    with pytest.raises(Refusal, match="A switch is under way already"):
        begun_switch(world, "sprout")
    switches.end(switch, by=world.actor("strategist"))
    begun_switch(world, "sprout")

    assert list(Switch.objects.values_list("tool", flat=True)) == ["sprout", "buffer"]


def test_a_contributor_does_not_move_a_brand(world: World):
    with pytest.raises(NotAllowed):
        begun_switch(world, by="contributor")


def test_a_file_goes_to_the_channel_that_its_name_names(world: World):
    switch = begun_switch(world)

    handed = switches.hand_over(
        switch,
        by=world.actor("manager"),
        files=[("Buffer_Harbour-Notes 2031.csv", TABLE), ("the-rest.csv", TABLE), ("empty.csv", b"")],
    )

    assert [table.choices["to"] for table in handed.tables] == [[world.channel("harbour").pk], []]
    assert [name for name, _why in handed.refused] == ["empty.csv"]
    assert {table.still_in for table in handed.tables} == {"Buffer"}


def test_what_is_clear_is_imported_and_the_rest_waits(world: World):
    switch, by = begun_switch(world), world.actor("manager")
    tables = switches.hand_over(switch, by=by, files=[("gallery.csv", TABLE), ("rest.csv", b"Foo\n\n")])

    assert switches.start(switch, by=by) == 1

    first = PostImport.objects.get(pk=tables.tables[0].pk)
    assert first.state != PostImport.State.OPEN
    post = Post.objects.get()
    assert (post.still_in, post.state) == ("Buffer", "draft")
    with pytest.raises(Refusal, match="No table can be imported yet"):
        switches.start(switch, by=by)


def test_a_name_is_told_once_for_all_tables_and_for_those_that_still_come(world: World):
    switch, by = begun_switch(world, "sprout"), world.actor("manager")
    table = b"date,time_24hr,message_text,profile\n03/14/2031,09:00,Low tide.,@OurPage\n"
    switches.hand_over(switch, by=by, files=[("one.csv", table)])

    switches.choose(switch, by=by, names={"@OurPage": world.channel("gallery").pk}, to={})
    switches.hand_over(switch, by=by, files=[("two.csv", table)])

    said = PostImport.objects.values_list("choices", flat=True)
    assert {tuple(each["channels"].items()) for each in said} == {
        (("@OurPage", world.channel("gallery").pk),)
    }


def test_a_channel_of_another_brand_is_nobody_s(world: World):
    switch = begun_switch(world)

    with pytest.raises(Refusal, match="not yours"):
        switches.choose(switch, by=world.actor("manager"), names={"Page": world.other_channel.pk}, to={})


def test_tags_become_pillars_for_all_posts_at_once_and_what_has_one_keeps_it(world: World):
    accepted_strategy(world)
    switch = switch_with_queue(world)
    explained = Post.objects.filter(body="Low tide.").get()
    other = Pillar.objects.get(workspace=world.workspace, key="harbour-life")
    Post.objects.filter(pk=explained.pk).update(pillar=other)

    switches.sort(switch, by=world.actor("manager"), meanings={"coast": "behind-the-scenes", "craft": ""})
    switches.give_pillars(switch, by=world.actor("manager"))

    keys = dict(Post.objects.values_list("body", "pillar__key"))
    assert keys == {"Low tide.": "harbour-life", "Gulls.": "behind-the-scenes", "Ink.": None}
    later = switches.hand_over(switch, by=world.actor("manager"), files=[("journal.csv", TABLE)]).tables[0]
    assert later.choices["labels"]["coast"] == "behind-the-scenes"


def test_a_pillar_that_is_not_there_is_refused(world: World):
    switch = begun_switch(world)

    with pytest.raises(Refusal, match="not in the strategy any more"):
        switches.sort(switch, by=world.actor("manager"), meanings={"coast": "nowhere"})


def test_posting_times_go_into_the_draft_and_a_channel_without_a_role_gets_one(world: World):
    accepted_strategy(world)
    switch = begun_switch(world)
    newest = world.channel("gallery")
    newest.key, newest.name = "pier", "The Pier"
    newest.save()

    made = habits.bring_times(
        switch,
        by=world.actor("strategist"),
        times=[(newest, pasted("Mon–Fri 09:00")), (world.channel("journal"), pasted("Tue 12:00"))],
    )

    assert isinstance(made, StrategyVersion)
    assert not made.is_current
    roles = {role.key: role for role in made.strategy.channel_roles}
    assert (roles["pier"].label, roles["pier"].posts_per_week) == ("The Pier", 5)
    assert [(each.at, len(each.days)) for each in roles["pier"].times] == [("09:00", 5)]
    assert roles["journal"].posts_per_week == 1
    assert SwitchStep.objects.get(name="times").standing == "done"


def test_a_manager_proposes_what_only_a_strategist_may_write(world: World):
    accepted_strategy(world)
    switch = begun_switch(world)
    before = current_strategy(world.workspace.pk)

    made = habits.bring_hashtags(switch, by=world.actor("manager"), sets=[TagSet("Tides", ("lowtide",))])

    assert isinstance(made, Proposal)
    assert current_strategy(world.workspace.pk) == before
    assert [each.tags for each in made.change.apply(before).hashtag_sets if each.label == "Tides"] == [
        ("lowtide",)
    ]


def test_a_set_that_is_there_is_added_to(world: World):
    accepted_strategy(world)
    switch, by = begun_switch(world), world.actor("strategist")

    habits.bring_hashtags(switch, by=by, sets=[TagSet("Tides", ("lowtide",))])
    made = habits.bring_hashtags(
        switch, by=by, sets=[TagSet("tides", ("LowTide", "ebb")), TagSet("海", ("海",))]
    )

    sets = {each.label: (each.key, each.tags) for each in made.strategy.hashtag_sets}
    assert sets["Tides"] == ("tides", ("lowtide", "ebb"))
    assert sets["海"][0].startswith("hashtags")


def test_at_solo_size_times_hold_at_once(world: World):
    accepted_strategy(world)
    world.workspace.size = "solo"
    world.workspace.save(update_fields=["size"])
    switch = begun_switch(world, by="owner")

    made = habits.bring_times(
        switch, by=world.actor("owner"), times=[(world.channel("gallery"), pasted("Sun 10:00"))]
    )

    assert made.is_current


def test_a_post_is_let_go_one_by_one_or_all_together(world: World):
    switch_with_queue(world)
    first, *_others = Post.objects.order_by("planned_at")

    assert switches.let_go(world.workspace, by=world.actor("manager"), chosen=[first.pk]) == 1
    assert Post.objects.exclude(still_in="").count() == 2
    assert switches.let_go(world.workspace, by=world.actor("manager")) == 2
    with pytest.raises(Refusal, match="Choose the posts"):
        switches.let_go(world.workspace, by=world.actor("manager"))


def test_a_step_is_skipped_and_taken_up_again(world: World):
    switch, by = begun_switch(world), world.actor("manager")

    switches.skip(switch, by=by, name="media")
    assert SwitchStep.objects.get().standing == "skipped"
    switches.reopen(switch, by=by, name="media")

    assert not SwitchStep.objects.exists()
    with pytest.raises(Refusal, match="no such step"):
        switches.skip(switch, by=by, name="nonsense")


def test_a_move_that_has_ended_takes_nothing_more(world: World):
    switch, by = begun_switch(world), world.actor("manager")
    switches.end(switch, by=by)

    with pytest.raises(Refusal, match="has ended"):
        switches.hand_over(switch, by=by, files=[("gallery.csv", TABLE)])
