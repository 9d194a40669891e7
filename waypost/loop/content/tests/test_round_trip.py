"""Our own table loses nothing: what leaves comes back as it was, in its slot and under its brief, and in no other brand's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content.actions import attachments, imports, labels, posts, queues, variants
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.sheets.formats import WAYPOST
from waypost.loop.content.domain.sheets.post import SheetPost
from waypost.loop.content.domain.sheets.writing import as_sheet
from waypost.loop.content.models import ImportedRow, Post
from waypost.loop.content.queries.places import brief_reference, places_of, slot_reference
from waypost.loop.content.queries.sheets import as_row, posts_to_export
from waypost.loop.content.tests.factories import attached, drafted_post, tomorrow, video
from waypost.loop.content.tests.test_imports import imported, rows
from waypost.loop.planning.actions import briefs
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.networks.contract import FIRST_COMMENT
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LEADS_NOWHERE = "is no {} of this brand’s calendar. It is not followed"


@pytest.fixture
def full(world: World) -> Post:
    """A post with something of everything that a table of ours carries, in a slot with a brief."""
    opened_quarter(world)
    owner = world.actor("owner")
    slot = open_slot(world)
    briefs.write(slot, title="Sanding", must="The date", by=owner)
    of_brand = {"workspace": world.workspace}
    post = posts.draft(
        world.workspace,
        slot=slot,
        title="=Tide",
        body='Low tide, “at nine”;\n\nand "once" more.\n@terns',
        channels=[world.channel("gallery"), world.channel("journal")],
        reasons=Reasons(
            pillar=Pillar.objects.filter(**of_brand)[0],
            persona=Persona.objects.filter(**of_brand)[0],
            goal=Goal.objects.filter(**of_brand)[0],
            funnel_stage=FunnelStage.objects.filter(**of_brand)[0],
        ),
        campaign=planned_campaign(world),
        purpose="promotional",
        origin="partner",
        by=owner,
    )
    attached(world, post)
    attachments.attach(post, media=video(world), alt="Terns, again", by=owner)
    labels.put(post, names=["Sea", "spring tide"], by=owner)
    variants.adapt(
        post,
        channel=world.channel("journal"),
        text="Ebb at nine.",
        options={FIRST_COMMENT: "More on our page."},
        by=owner,
    )
    posts.plan(post, local=slot.local + timedelta(minutes=20), by=owner)
    return Post.objects.get(pk=post.pk)


def exported(world: World) -> list[SheetPost]:
    access = access_of(world.actor("owner"), world.workspace.pk)
    return [as_row(post) for post in posts_to_export(access, None, None, None)]


def table(found: list[SheetPost]) -> str:
    return as_sheet(found, WAYPOST).files[0].text


def test_what_stands_already_is_recognised_as_the_same(world: World, full: Post) -> None:
    made = imported(world, table(exported(world)))

    assert rows(made) == [("skipped", ["Nothing in it changed."])]


def test_everything_comes_back_as_it_was(world: World, full: Post) -> None:
    [before] = exported(world)
    unsaid = {name for name in SheetPost.__dataclass_fields__ if not getattr(before, name)}
    assert unsaid == {"line", "reactive", "first_comment", "chosen", "problems", "notes"}, "it has everything"
    posts.archive(full, by=world.actor("owner"))

    made = imported(world, table([before]))

    assert rows(made) == [("new", [])]
    [after] = exported(world)
    assert replace(after, id="") == replace(before, id="")
    back = Post.objects.get(archived_at=None)
    assert back.slot is not None
    assert (back.slot_id, back.slot.brief.title, back.slot.is_open) == (full.slot_id, "Sanding", False)


def test_a_reactive_post_comes_back_as_one(world: World) -> None:
    post = drafted_post(world, reactive=True)
    [before] = exported(world)
    posts.archive(post, by=world.actor("owner"))

    imported(world, table([before]))

    assert exported(world)[0].reactive


def test_a_post_is_put_into_another_slot_by_its_table(world: World, full: Post) -> None:
    other = open_slot(world)
    [row] = exported(world)
    changed = replace(row, slot=slot_reference(other), brief="", local=other.local)

    made = imported(world, table([changed]))

    assert rows(made) == [("updated", [])]
    assert Post.objects.get(archived_at=None).slot == other
    assert Slot.objects.get(pk=full.slot_id).is_open


def test_an_empty_cell_leaves_the_slot_as_it_is(world: World, full: Post) -> None:
    [row] = exported(world)

    made = imported(world, table([replace(row, slot="", brief="")]))

    assert rows(made)[0][0] == "skipped"
    assert Post.objects.get(archived_at=None).slot_id == full.slot_id


def test_a_table_from_before_there_were_slots_in_it_changes_nothing(world: World, full: Post) -> None:
    lines = table(exported(world)).replace("slot,brief,", "another,column,", 1)

    assert rows(imported(world, lines))[0][0] == "skipped"


@pytest.mark.parametrize(("column", "what"), [("slot", "slot"), ("brief", "brief")])
@pytest.mark.parametrize("said", ["7", "nonsense", "{number}-0000000000", "999999-0123456789"])
def test_a_reference_from_elsewhere_is_told_and_not_followed(
    world: World, full: Post, column: str, what: str, said: str
) -> None:
    [row] = exported(world)
    said = said.format(number=getattr(row, column).split("-")[0])
    posts.archive(full, by=world.actor("owner"))
    own = {"slot": "", "brief": "", column: said}

    made = imported(world, table([replace(row, **own)]))  # type: ignore[arg-type]

    [(outcome, sentences)] = rows(made)
    assert outcome == "wrong"
    assert f"“{said}” {LEADS_NOWHERE.format(what)}" in sentences[0]
    assert not Post.objects.filter(archived_at=None).exists()


def test_another_brands_slot_is_not_touched(world: World, full: Post) -> None:
    [row] = exported(world)
    bare = SheetPost(text="Bread.", slot=row.slot, brief=row.brief)
    theirs = imports.hand_over(
        world.other, by=world.actor("neighbour"), name="a.csv", content=table([bare]).encode()
    )
    imports.start(theirs, by=world.actor("neighbour"))

    [row_there] = ImportedRow.objects.filter(post_import=theirs)
    assert row_there.outcome == "wrong"
    assert LEADS_NOWHERE.format("slot") in row_there.sentences[0]
    assert LEADS_NOWHERE.format("brief") in row_there.sentences[1]
    assert Post.objects.get().slot_id == full.slot_id


def test_a_slot_that_holds_another_post_is_told(world: World, full: Post) -> None:
    [row] = exported(world)

    made = imported(world, table([replace(row, id="", text="Another one.")]))

    assert "Its slot holds another post already." in rows(made)[0][1][0]


def test_a_brief_of_another_slot_is_told(world: World, full: Post) -> None:
    other = open_slot(world)
    briefs.write(other, title="Oiling", by=world.actor("owner"))
    [row] = exported(world)
    other = Slot.objects.select_related("brief").get(pk=other.pk)

    made = imported(world, table([replace(row, brief=brief_reference(other))]))

    assert "Its brief belongs to another slot." in rows(made)[0][1][0]


def test_a_slot_that_has_passed_is_said(world: World, full: Post) -> None:
    [row] = exported(world)
    posts.archive(full, by=world.actor("owner"))
    with clock.frozen_at(Slot.objects.get(pk=full.slot_id).at + timedelta(days=1)):
        later = tomorrow(world)
        made = imported(world, table([replace(row, local=later)]))

        assert rows(made) == [("new", ["Its slot has passed, so it has none now."])]
        back = Post.objects.get(archived_at=None)
        assert (back.slot, back.planned_local) == (None, later)


def test_a_slot_is_taken_only_where_it_belongs_and_lies_ahead(world: World, full: Post) -> None:
    other = open_slot(world)
    with clock.frozen_at(other.at + timedelta(days=1)), pytest.raises(Refusal, match="has passed"):
        queues.take(full, slot=other, by=world.actor("owner"))


def test_the_questions_are_as_many_for_one_row_as_for_many(
    world: World, full: Post, django_assert_max_num_queries
) -> None:
    many = exported(world) * 200
    access = access_of(world.actor("owner"), world.workspace.pk)

    with django_assert_max_num_queries(3):
        found = places_of(access, many)

    assert set(found.slots) == {many[0].slot}
    with django_assert_max_num_queries(0):
        places_of(access, [SheetPost(text="None.")])
