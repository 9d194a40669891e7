import pytest
from hypothesis import given

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import (
    AddItem,
    OrderItems,
    Patch,
    PatchConflict,
    RemoveItem,
    SetField,
    between,
)
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import QUICK, pillar, small, strategies, tern_and_tide


@QUICK
@given(strategies(), strategies())
def test_the_patch_between_two_makes_the_one_of_the_other_and_back(before: Strategy, after: Strategy) -> None:
    patch = between(before, after)

    assert patch.apply(before) == after
    assert patch.inverse(before).apply(after) == before


def test_a_patch_survives_being_stored() -> None:
    patch = Patch(operations=(SetField(at="pillars", key="harbour-life", field="share", value=0.3),))

    assert Patch.model_validate_json(patch.model_dump_json()) == patch


def test_a_patch_applies_anew_to_a_strategy_that_moved_on() -> None:
    patch = Patch(operations=(SetField(at="voice", field="summary", value="Drier."),))
    moved_on = strategy_from(small(purpose="Another purpose.", voice={"banned_words": ["must-have"]}))

    patched = patch.apply(moved_on)

    assert patched.voice.summary == "Drier."
    assert patched.purpose == "Another purpose."
    assert patched.voice.banned_words == ("must-have",)


def test_a_rename_is_followed_and_taken_back() -> None:
    before = strategy_from(small(pillars=[pillar("boats", 1)]))
    after = strategy_from(small(pillars=[pillar("harbour-life", 1, was="boats")]))

    patch = between(before, after)

    assert patch.operations[0] == SetField(at="pillars", key="boats", field="key", value="harbour-life")
    assert patch.inverse(before).apply(after) == before


def test_an_item_taken_out_comes_back_to_its_place() -> None:
    strategy = tern_and_tide()
    patch = Patch(operations=(RemoveItem(at="personas", key="coast-lover"),))

    back = patch.inverse(strategy).apply(patch.apply(strategy))

    assert back == strategy


@pytest.mark.parametrize(
    ("operation", "words"),
    [
        (SetField(at="pillars", key="gone", field="share", value=1), "not in the strategy any more"),
        (RemoveItem(at="personas", key="gone"), "not in the strategy any more"),
        (AddItem(at="pillars", item=pillar("harbour-life")), "already a pillar"),
        (SetField(at="pillars", key="harbour-life", field="key", value="finished-work"), "already a pillar"),
        (SetField(at="pillars", key="harbour-life", field="colour", value=1), "no field “colour”"),
        (SetField(at="nowhere", field="x", value=1), "no part “nowhere”"),
        (OrderItems(at="nowhere", keys=()), "no list “nowhere”"),
    ],
)
def test_a_patch_that_no_longer_fits_says_why(operation: SetField, words: str) -> None:
    with pytest.raises(PatchConflict, match=words):
        Patch(operations=(operation,)).apply(tern_and_tide())


def test_a_patch_cannot_make_a_malformed_document() -> None:
    patch = Patch(operations=(SetField(at="pillars", key="harbour-life", field="share", value=7),))

    with pytest.raises(DocumentRefused):
        patch.apply(tern_and_tide())
