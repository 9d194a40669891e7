"""Questions that are compiled once say the same as the querysets that they were compiled from."""

from datetime import date, datetime, timedelta

import pytest

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import HeldRole, Member, Workspace
from waypost.foundation.workspaces.prepared import Among, Belongings, Prepared, Question, moment
from waypost.foundation.workspaces.queries import members, workspaces_of

pytestmark = pytest.mark.django_db


def test_a_question_is_built_once_and_answers_for_each_value(world):
    built = []

    def build(slug):
        built.append(slug)
        return Workspace.objects.filter(slug=slug)

    question = Question(build, slug=str)
    answers = [question.ask(slug=slug) for slug in (world.workspace.slug, world.other.slug, "nowhere")]

    assert answers == [[world.workspace], [world.other], []]
    assert len(built) == 1


def test_an_answer_is_a_whole_row_with_what_it_points_to(world, django_assert_num_queries):
    question = Question(
        lambda workspace: Workspace.objects.select_related("organisation").filter(pk=workspace), workspace=int
    )

    found = question.first(workspace=world.workspace.pk)

    assert found is not None
    with django_assert_num_queries(0):
        assert found.organisation.name == world.workspace.organisation.name
        assert found.timezone == world.workspace.timezone


def test_a_row_that_was_answered_can_be_changed_and_saved(world):
    found = Question(lambda pk: Workspace.objects.filter(pk=pk), pk=int).first(pk=world.workspace.pk)
    assert found is not None
    found.name = "Tern & Tern"

    found.save()

    world.workspace.refresh_from_db()
    assert world.workspace.name == "Tern & Tern"


def test_values_come_as_a_queryset_gives_them(world):
    rows = HeldRole.objects.filter(member__workspace=world.workspace).order_by("pk")
    question = Question(
        lambda workspace: (
            HeldRole.objects.filter(member__workspace_id=workspace)
            .order_by("pk")
            .values_list("role", "member__limited")
        ),
        workspace=int,
    )

    assert question.ask(workspace=world.workspace.pk) == list(rows.values_list("role", "member__limited"))


@pytest.mark.parametrize("role", ["owner", "viewer", "neighbour"])
def test_what_is_prepared_answers_each_as_the_queryset_would(world, role: str):
    brands = Prepared(lambda access: workspaces_of(access.actor))
    brands.rows(world.access("manager"))
    access = world.access(role)

    assert brands.rows(access) == list(workspaces_of(access.actor))


def test_an_id_is_asked_for_by_whatever_kind_of_column(world):
    entry = record(
        "workspace.changed", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk
    )
    columns = ["pk", "workspace_id", "subject_id"]

    for column in columns:
        question = Question(lambda value, column=column: Entry.objects.filter(**{column: value}), value=int)
        assert entry in question.ask(value=getattr(entry, column))


def test_what_is_read_ahead_is_refused_instead_of_left_out(world):
    with pytest.raises(AssertionError, match="only what one statement answers"):
        Prepared(members).rows(world.access("owner"))


def test_days_and_moments_are_values_too(world):
    made, hour = world.workspace.made_at, timedelta(hours=1)
    question = Question(
        lambda after, before, day: Workspace.objects.filter(
            made_at__gt=after, made_at__lt=before, made_at__date__lte=day
        ).values_list("slug", "made_at"),
        after=datetime,
        before=datetime,
        day=date,
    )
    question.ask(after=made + hour, before=made + 2 * hour, day=made.date())

    around = {"after": made - hour, "before": made + hour}
    found = question.ask(**around, day=made.date())
    raw = question.raw(**around, day=made.date())

    assert (world.workspace.slug, made) in found
    assert [(slug, moment(at)) for slug, at in raw] == found
    assert question.ask(**around, day=made.date() - timedelta(days=1)) == []


def test_a_value_left_out_asks_another_question(world):
    def build(slug):
        found = Workspace.objects.order_by("slug").values_list("slug", flat=True)
        return found if slug is None else found.filter(slug=slug)

    question = Question(build, slug=str)

    assert question.ask(slug="tern") == ["tern"]
    assert len(question.ask(slug=None)) == Workspace.objects.count()


def test_the_next_answer_knows_what_changed_since_the_last(world):
    question = Question(lambda slug: Workspace.objects.filter(slug=slug).values_list("name"), slug=str)
    before = question.raw(slug="tern")

    Workspace.objects.filter(slug="tern").update(name="Tern and tide")

    assert (before, question.raw(slug="tern")) == ([("Tern & Tide",)], [("Tern and tide",)])


def test_what_the_system_asks_is_not_kept_for_others(world):
    roles = Prepared(
        lambda access: Member.objects.filter(workspace_id=access.workspace_id).values_list("pk", flat=True)
    )

    for brand in (world.workspace, world.other):
        system = Access(Actor.system("a sweep"), brand.pk, frozenset())
        assert roles.rows(system) == list(Member.objects.filter(workspace=brand).values_list("pk", flat=True))


def test_what_belongs_to_many_rows_is_brought_ten_at_a_time(world, django_assert_num_queries):
    organisation = world.workspace.organisation
    brands = [world.workspace, world.other] + [
        Workspace.objects.create(organisation=organisation, slug=f"brand-{number}", name=f"Brand {number}")
        for number in range(10)
    ]
    held = Belongings(
        lambda ids: Member.objects.filter(workspace_id__in=ids).order_by("id"),
        key="workspace_id",
        name="members",
    )

    with django_assert_num_queries(2):
        held.bring(brands)

    brought = [vars(brand)["_prefetched_objects_cache"]["members"] for brand in brands]
    asked = [list(Member.objects.filter(workspace=brand).order_by("id")) for brand in brands]
    assert brought == asked
    assert brought[0]
    assert brought[1]


def test_a_question_among_some_is_built_once_for_as_many_as_there_is_room_for(world):
    built = []

    def build(ids, slug):
        built.append(len(ids))
        return Workspace.objects.filter(pk__in=ids).exclude(slug=slug).order_by("pk")

    among = Among(build, "ids", slug=str)
    both = [world.workspace.pk, world.other.pk]

    assert among.ask(ids=both, slug="") == sorted([world.workspace, world.other], key=lambda each: each.pk)
    assert among.ask(ids=set(both), slug=world.other.slug) == [world.workspace]
    assert among.ask(ids=[world.other.pk], slug="") == [world.other]
    assert among.ask(ids=[*both, -1], slug=world.other.slug) == [world.workspace]
    assert built == [2, 1, 4]


def test_a_question_among_none_has_no_answer(world, django_assert_num_queries):
    among = Among(lambda ids: Workspace.objects.filter(pk__in=ids), "ids")

    with django_assert_num_queries(0):
        assert among.ask(ids=[]) == []
        assert among.ask(ids=[]) == []
