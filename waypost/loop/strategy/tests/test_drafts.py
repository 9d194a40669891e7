import pytest

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.loop.strategy.tests.documents import EXAMPLE, pillar, small, tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import NotAllowed, Refusal

EDITORS = ["owner", "strategist"]
READERS = ["manager", "marketer", "contributor", "approver", "client", "viewer", "outsider", "neighbour"]


def test_a_draft_starts_from_the_current_version(world: World) -> None:
    current = accepted_strategy(world)

    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    assert draft.strategy == current.strategy
    assert (draft.state, draft.number, draft.based_on) == ("draft", None, 1)
    assert draft.created_by == "Sunniva Vale"


def test_the_first_draft_starts_with_the_name_of_the_brand(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("owner"))

    assert draft.strategy.brand == "Tern & Tide"
    assert draft.based_on is None


def test_an_open_draft_is_given_again(world: World) -> None:
    first = drafts.start(world.workspace, by=world.actor("strategist"))

    assert drafts.start(world.workspace, by=world.actor("owner")) == first


def test_a_draft_forgets_renames_that_have_happened(world: World) -> None:
    accepted_strategy(world, strategy_from(small(pillars=[pillar("boats", 1)])))
    renamed = strategy_from(small(pillars=[pillar("ships", 1, was="boats")]))
    versions.adopt(world.workspace, strategy=renamed, by=world.actor("owner"))

    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    assert draft.strategy.pillar("ships").was is None


def test_a_section_is_replaced_in_the_draft_only(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    content = {"brand": "Tern & Tide", "purpose": "To print the harbour."}
    drafts.replace_section(draft, section="purpose", content=content, by=world.actor("strategist"))

    assert draft_of(world.access("strategist")).strategy.purpose == "To print the harbour."
    assert current_version(world.workspace.pk).strategy.purpose == tern_and_tide().purpose


def test_a_draft_may_be_unfinished(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    half = [{"key": "a", "label": "A", "share": 0.5}]

    draft = drafts.replace_section(
        draft, section="pillars", content={"pillars": half}, by=world.actor("strategist")
    )

    assert draft.strategy.pillars[0].share == 0.5
    assert not Pillar.objects.exists()


@pytest.mark.parametrize(
    ("section", "content"),
    [("nowhere", {}), ("purpose", {"pillars": []}), ("pillars", {"pillars": [{"key": "A B"}]})],
)
def test_a_section_takes_only_what_belongs_to_it(
    world: World, section: str, content: dict[str, object]
) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    with pytest.raises(Refusal):
        drafts.replace_section(draft, section=section, content=content, by=world.actor("strategist"))


def test_a_yaml_file_becomes_a_draft(world: World) -> None:
    draft = drafts.import_yaml(world.workspace, text=EXAMPLE.read_bytes(), by=world.actor("strategist"))

    assert draft.strategy == tern_and_tide()
    assert draft.state == StrategyVersion.State.DRAFT


def test_an_import_after_an_acceptance_is_based_on_what_is_current(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    accepted = versions.accept(
        drafts.replace(world.workspace, strategy=tern_and_tide(), by=world.actor("owner")),
        based_on=None,
        by=world.actor("owner"),
    )
    other = tern_and_tide().model_copy(update={"purpose": "Another purpose."})

    imported = drafts.import_yaml(world.workspace, text=write_yaml(other), by=world.actor("strategist"))

    assert draft.pk == accepted.pk
    assert imported.based_on == 1
    assert imported.strategy.purpose == "Another purpose."


def test_a_yaml_file_with_a_mistake_is_refused_with_its_line(world: World) -> None:
    with pytest.raises(Refusal, match="Line 2, column 1: “barnd” is not known here"):
        drafts.import_yaml(world.workspace, text="schema: 1\nbarnd: x\n", by=world.actor("strategist"))

    assert not StrategyVersion.objects.exists()


def test_a_discarded_draft_is_gone_and_written_down(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))

    drafts.discard(draft, by=world.actor("owner"))

    assert draft_of(world.access("owner")) is None
    assert Entry.objects.filter(verb="strategy.discarded", actor_label="Odile Tern").exists()


def test_a_draft_that_is_gone_cannot_be_edited(world: World) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    drafts.discard(draft, by=world.actor("owner"))

    with pytest.raises(Refusal, match="not open any more"):
        drafts.replace_section(
            draft, section="purpose", content={"purpose": "x"}, by=world.actor("strategist")
        )


def test_a_draft_is_brought_up_to_date_with_what_was_accepted_meanwhile(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    draft = drafts.replace_section(
        draft, section="purpose", content={"purpose": "To print the harbour."}, by=world.actor("strategist")
    )
    overtake(world, summary="Drier.")

    draft = drafts.bring_up_to_date(draft, by=world.actor("strategist"))

    assert draft.based_on == 2
    assert draft.strategy.purpose == "To print the harbour."
    assert draft.strategy.voice.summary == "Drier."


@pytest.mark.parametrize(("choice", "labels"), [("mine", ["Saltier"]), ("theirs", [])])
def test_where_another_version_changed_the_same_place_somebody_chooses(
    world: World, choice: str, labels: list[str]
) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    voice = draft.document["voice"]
    traits = [{**voice["traits"][0], "label": "Saltier"}, *voice["traits"][1:]]
    draft = drafts.replace_section(
        draft, section="voice", content={"voice": {**voice, "traits": traits}}, by=world.actor("strategist")
    )
    overtake(world, traits=())

    with pytest.raises(drafts.Overlapping) as asked:
        drafts.bring_up_to_date(draft, by=world.actor("strategist"))

    chosen = {conflict.name: choice for conflict in asked.value.conflicts}
    draft = drafts.bring_up_to_date(draft, prefer=chosen, by=world.actor("strategist"))
    assert draft.based_on == 2
    assert [trait.label for trait in draft.strategy.voice.traits] == labels


def test_the_page_asks_which_words_stay_before_a_draft_is_brought_up_to_date(world: World) -> None:
    accepted_strategy(world)
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    voice = {**draft.document["voice"], "summary": "Wetter."}
    drafts.replace_section(draft, section="voice", content={"voice": voice}, by=world.actor("strategist"))
    overtake(world, summary="Drier.")
    client = world.client("strategist")

    asked = client.post("/tern/strategy/draft/base/")

    page = asked.content.decode()
    assert asked.status_code == 409
    assert "Both changed the same places" in page
    name = page.split('name="prefer-')[1].split('"')[0]
    client.post("/tern/strategy/draft/base/", {f"prefer-{name}": "mine"})
    found = draft_of(world.access("strategist"))
    assert (found.based_on, found.strategy.voice.summary) == (2, "Wetter.")


def test_a_draft_follows_a_pillar_that_got_another_key_meanwhile(world: World) -> None:
    accepted_strategy(world, strategy_from(small(pillars=[pillar("boats", 1)])))
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    mine = strategy_from(small(pillars=[pillar("boats", 1, purpose="Mine.")])).model_dump(mode="json")
    drafts.replace_section(
        draft, section="pillars", content={"pillars": mine["pillars"]}, by=world.actor("strategist")
    )
    ships = strategy_from(small(pillars=[pillar("ships", 1, was="boats")]))
    versions.put_in_force(world.workspace, strategy=ships, by=world.actor("owner"))

    draft = drafts.bring_up_to_date(draft, by=world.actor("strategist"))

    [found] = draft.strategy.pillars
    assert (found.key, found.was, found.purpose) == ("ships", None, "Mine.")


def overtake(world: World, **voice: object) -> None:
    """Another version becomes current while a draft is open, as an accepted proposal does."""
    current = current_version(world.workspace.pk)
    changed = current.strategy.voice.model_copy(update=voice)
    document = current.strategy.model_copy(update={"voice": changed}).as_record()
    StrategyVersion.objects.filter(pk=current.pk).update(state="previous")
    StrategyVersion.objects.create(
        workspace=world.workspace,
        document=document,
        number=current.number + 1,
        state="current",
        accepted_at=current.accepted_at,
        created_by="x",
    )


@pytest.mark.parametrize("role", EDITORS)
def test_strategists_and_owners_may_edit(world: World, role: str) -> None:
    draft = drafts.start(world.workspace, by=world.actor(role))

    drafts.import_yaml(world.workspace, text=EXAMPLE.read_bytes(), by=world.actor(role))
    drafts.replace_section(draft, section="purpose", content={"purpose": "x"}, by=world.actor(role))
    drafts.bring_up_to_date(draft, by=world.actor(role))
    drafts.discard(draft, by=world.actor(role))

    assert draft_of(world.access(role)) is None


@pytest.mark.parametrize("role", READERS)
def test_nobody_else_may_edit(world: World, role: str) -> None:
    draft = drafts.start(world.workspace, by=world.actor("strategist"))
    actor = world.actor(role)

    with pytest.raises(NotAllowed):
        drafts.start(world.workspace, by=actor)
    with pytest.raises(NotAllowed):
        drafts.replace_section(draft, section="purpose", content={"purpose": "x"}, by=actor)
    with pytest.raises(NotAllowed):
        drafts.import_yaml(world.workspace, text="", by=actor)
    with pytest.raises(NotAllowed):
        drafts.replace(world.workspace, strategy=tern_and_tide(), by=actor)
    with pytest.raises(NotAllowed):
        drafts.bring_up_to_date(draft, by=actor)
    with pytest.raises(NotAllowed):
        drafts.discard(draft, by=actor)
