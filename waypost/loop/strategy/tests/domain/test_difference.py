from hypothesis import given

from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import between
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import QUICK, pillar, small, strategies, tern_and_tide


def told(before: Strategy | None, after: Strategy) -> list[str]:
    return [change.sentence for change in difference(before, after).changes]


def test_a_changed_share_is_told_in_percent() -> None:
    before = strategy_from(small(pillars=[pillar("a", 0.4), pillar("b", 0.6)]))
    after = strategy_from(small(pillars=[pillar("a", 0.3), pillar("b", 0.7)]))

    assert told(before, after) == ["“A”, share: 40\u00a0% → 30\u00a0%.", "“B”, share: 60\u00a0% → 70\u00a0%."]


def test_items_that_come_and_go_are_told_by_their_labels() -> None:
    before = strategy_from(small(personas=[{"key": "marta", "label": "Marta"}]))
    after = strategy_from(small(personas=[{"key": "jonas", "label": "Jonas"}]))

    assert told(before, after) == ["The persona “Marta” is taken out.", "New persona: “Jonas”."]


def test_a_renamed_key_is_followed() -> None:
    before = strategy_from(small(pillars=[pillar("boats", 1, purpose="Boats")]))
    after = strategy_from(small(pillars=[pillar("harbour-life", 1, purpose="Boats and people", was="boats")]))

    assert told(before, after) == [
        "The pillar “Harbour life” has the key “harbour-life”; it was “boats”.",
        "“Harbour life”, label: Boats → Harbour life.",
        "“Harbour life”, purpose: Boats → Boats and people.",
    ]


def test_references_are_told_by_label() -> None:
    personas = [{"key": "marta", "label": "Marta"}]
    before = strategy_from(small(personas=personas, pillars=[pillar("a", 1)]))
    after = strategy_from(small(personas=personas, pillars=[pillar("a", 1, personas=["marta"])]))

    assert told(before, after) == ["“A”, personas: Marta (new)."]


def test_a_new_order_is_told() -> None:
    before = strategy_from(small(pillars=[pillar("a", 0.5, hue=1), pillar("b", 0.5, hue=2)]))
    after = strategy_from(small(pillars=[pillar("b", 0.5, hue=2), pillar("a", 0.5, hue=1)]))

    assert told(before, after) == ["The pillars stand in a new order: B, A."]


def test_a_section_without_changes_is_not_named() -> None:
    found = difference(strategy_from(small()), strategy_from(small(purpose="To print the harbour.")))

    assert [section.section.name for section in found.sections] == ["purpose"]


def test_the_first_version_is_told_as_new() -> None:
    sentences = told(None, tern_and_tide())

    assert "New pillar: “Harbour life”." in sentences
    assert len(sentences) > 20


def test_times_and_hours_are_told_as_people_write_them() -> None:
    role = {"key": "gallery", "label": "Gallery"}
    before = strategy_from(small(channel_roles=[role]))
    after = strategy_from(small(channel_roles=[{**role, "times": [{"days": ["tue", "thu"], "at": "09:30"}]}]))

    assert told(before, after) == ["“Gallery”, times: Tue, Thu 09:30 (new)."]


def test_a_sentence_put_right_is_told_with_both_sides() -> None:
    trait = {"key": "plain", "label": "Plain"}
    pairs = [{"before": "Big news!", "after": "It is open."}]
    before = strategy_from(small(voice={"traits": [trait]}))
    after = strategy_from(small(voice={"traits": [{**trait, "examples": pairs}]}))

    assert told(before, after) == ["“Plain”, examples: “Big news!” becomes “It is open.” (new)."]


def test_what_stands_by_item_is_told_by_the_items_label() -> None:
    role = {"key": "gallery", "label": "The gallery"}
    before = strategy_from(small(channel_roles=[role], pillars=[pillar("a")]))
    after = strategy_from(
        small(channel_roles=[role], pillars=[pillar("a", adaptations={"gallery": "One picture."})])
    )

    assert told(before, after) == ["“A”, adaptations: The gallery: One picture (new)."]


def test_parts_and_marks_are_told_as_people_write_them() -> None:
    rule = {"key": "r", "label": "Ours", "parts": [{"label": "Useful", "share": 1}]}
    after = strategy_from(small(mix_rules=[rule], creator_criteria={"go_from": 0.7, "red_flags": ["Bots"]}))
    halves = [{"label": "Useful", "share": 0.5}, {"label": "Selling", "share": 0.5}]
    later = strategy_from(small(mix_rules=[{**rule, "parts": halves}]))

    assert told(strategy_from(small()), after) == [
        "New mix rule: “Ours”.",
        "Creators we say yes to, from: 70\u00a0% (new).",
        "Red flags: Bots (new).",
    ]
    assert told(after, later)[0] == "“Ours”, parts: Useful 100% → Useful 50%, Selling 50%."


@QUICK
@given(strategies(), strategies())
def test_the_difference_is_empty_only_between_equals(before: Strategy, after: Strategy) -> None:
    found = difference(before, after)

    assert bool(found.changes) == bool(between(before, after).operations)
    assert bool(between(before, after).operations) == (before != after)
