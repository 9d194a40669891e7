import pytest

from tests.world import World
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post
from waypost.loop.content.queries import path_of, post_of_slot, strategy_of
from waypost.loop.content.tests.factories import drafted_post
from waypost.loop.planning.actions import slots
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.models import Goal, Persona, Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import Refusal


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def from_slot(world: World, slot, **details) -> Post:
    return posts.draft(world.workspace, by=world.actor("manager"), slot=slot, **details)


def pillar(world, key: str) -> Pillar:
    return Pillar.objects.get(workspace=world.workspace, key=key)


def test_a_slot_gives_its_post_channel_time_and_why(world, slot):
    post = from_slot(world, slot, body="Whatever")

    assert post.planned_local == slot.local
    assert post.planned_at == slot.at
    assert [variant.channel for variant in post.variants.all()] == [slot.channel]
    assert (post.pillar, post.persona, post.goal) == (slot.pillar, slot.persona, slot.goal)
    assert post_of_slot(world.access("viewer"), slot) == post
    slot.refresh_from_db()
    assert not slot.is_open


def test_a_slot_holds_one_post(world, slot):
    from_slot(world, slot)

    with pytest.raises(Refusal, match="has a post already"):
        from_slot(world, slot)


def test_an_archived_post_gives_its_slot_back(world, slot):
    post = from_slot(world, slot)

    posts.archive(post, by=world.actor("manager"))

    slot.refresh_from_db()
    assert slot.is_open
    assert from_slot(world, slot).slot == slot


def test_a_slot_of_another_brand_is_refused(world, slot):
    with pytest.raises(Refusal, match="another brand"):
        posts.draft(world.other, by=world.actor("neighbour"), slot=slot)

    slot.refresh_from_db()
    assert slot.is_open


def test_a_post_follows_its_slot_to_another_time(world, slot, django_capture_on_commit_callbacks):
    post = from_slot(world, slot)
    later = slot.local.replace(hour=17, minute=45)

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(slot, local=later, by=world.actor("manager"))

    assert Post.objects.get(pk=post.pk).planned_local == later


def test_a_post_with_a_time_of_its_own_stays_where_it_is(world, slot, django_capture_on_commit_callbacks):
    post = from_slot(world, slot)
    own = slot.local.replace(hour=23, minute=15)
    posts.plan(post, by=world.actor("manager"), local=own)

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(slot, local=slot.local.replace(hour=17), by=world.actor("manager"))

    assert Post.objects.get(pk=post.pk).planned_local == own


def test_the_pillar_brings_persona_goal_and_funnel_stage(world):
    accepted_strategy(world)
    post = drafted_post(world, reactive=False, body="Good morning")

    posts.explain(post, by=world.actor("manager"), reasons=Reasons(pillar=pillar(world, "behind-the-scenes")))

    assert (post.persona.key, post.goal.key, post.funnel_stage.key) == (
        "print-maker",
        "letter-readers",
        "discover",
    )


def test_what_is_said_by_hand_stays(world):
    accepted_strategy(world)
    post = drafted_post(world, reactive=False, body="Good morning")
    coast = Persona.objects.get(workspace=world.workspace, key="coast-lover")

    said = Reasons(pillar=pillar(world, "behind-the-scenes"), persona=coast)
    posts.explain(post, by=world.actor("manager"), reasons=said)

    assert post.persona == coast


def test_the_text_suggests_the_pillar_and_reactive_asks_for_none(world):
    accepted_strategy(world)

    told = drafted_post(world, reactive=False, body="Behind the scenes: ink on every sleeve")
    quick = drafted_post(world, reactive=True, body="Behind the scenes: ink on every sleeve")

    assert told.pillar == pillar(world, "behind-the-scenes")
    assert quick.pillar is None


def test_another_brands_items_are_no_reasons(world):
    accepted_strategy(world)
    theirs = Goal.objects.create(
        workspace=world.other, key="buns", label="Buns", first_version=1, last_version=1
    )
    post = drafted_post(world)

    with pytest.raises(Refusal, match="another brand"):
        posts.explain(post, by=world.actor("manager"), reasons=Reasons(goal=theirs))


def test_the_path_leads_from_the_slot_to_the_objective(world, slot):
    post = from_slot(world, slot)
    strategy = strategy_of(world.workspace.pk)

    path = path_of(post, strategy)

    objective = strategy.objective(strategy.goal(post.goal.key).objective)
    assert [step.kind for step in path] == ["Slot", "Pillar", "For", "Goal", "Objective"]
    assert path[1].label == slot.pillar.label
    assert path[1].hue == slot.pillar.hue
    assert path[-1].label == objective.label


def test_a_post_without_a_why_has_no_path(world):
    post = drafted_post(world, reactive=False, body="Good morning")

    assert path_of(post, None) == []


def test_nothing_moves_when_a_reaction_runs_twice(world, slot, django_capture_on_commit_callbacks):
    post = from_slot(world, slot)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        slots.move(slot, local=slot.local.replace(hour=18), by=world.actor("manager"))
    version = Post.objects.get(pk=post.pk).updated_at

    for callback in callbacks:
        callback()

    assert Post.objects.get(pk=post.pk).updated_at == version
