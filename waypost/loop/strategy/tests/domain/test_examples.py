"""The checklist of the examples: each shows every field that a strategy can have, in use."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Part, Strategy
from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.on_paper import strategy_sheet
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.loop.strategy.domain.templates import TRADES, example_of
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.loop.strategy.tests.documents import EXAMPLE
from waypost.loop.strategy.tests.domain.test_on_paper import free_words, words_in
from waypost.ui.paper.sheet import as_record

FOLDER = EXAMPLE.parent
WHOLE = ["corner-bakery", "rota-software", "river-charity"]
NOT_OF_A_FIRST_VERSION = {"was"}
"""A key that an item had before; in a first version nothing was called anything else."""

CHOSEN_ONLY = {"EngageStep.yes_next"}
"""In the common tree only a no leads on; where an answer leads is chosen, not written."""


def example(name: str) -> Strategy:
    return read_yaml((FOLDER / f"{name}.yaml").read_bytes())


def parts_of(part: Part) -> Iterator[Part]:
    """A part and every part inside it."""
    yield part
    for _name, value in part:
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Part):
                yield from parts_of(inner)


def never_filled(strategy: Strategy) -> set[str]:
    """The fields, such as “Pillar.why”, that no part of the strategy fills."""
    empty, filled = set[str](), set[str]()
    for part in parts_of(strategy):
        for name, field in type(part).model_fields.items():
            is_filled = field.is_required() or getattr(part, name) != field.get_default()
            (filled if is_filled else empty).add(f"{type(part).__name__}.{name}")
    return {name for name in empty - filled if name.split(".")[1] not in NOT_OF_A_FIRST_VERSION}


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_fills_every_field(name: str) -> None:
    assert never_filled(example(name)) == set()


@pytest.mark.parametrize("trade", [trade.key for trade in TRADES])
def test_whoever_writes_a_section_sees_how_a_brand_of_the_trade_filled_every_field(trade: str) -> None:
    assert never_filled(example_of(trade)) == CHOSEN_ONLY


def test_each_trade_has_its_own_people_and_its_own_trouble() -> None:
    examples = [example_of(trade.key) for trade in TRADES]

    assert len({strategy.personas[0].demographics for strategy in examples}) == len(TRADES)
    assert len({strategy.crisis_plan.holding_statements[0].text for strategy in examples}) == len(TRADES)


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_lacks_nothing_that_the_guide_asks_for(name: str) -> None:
    strategy = example(name)

    assert [gap.what for section in SECTIONS for gap in gaps(section.name, strategy)] == []


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_can_be_accepted_and_comes_out_as_it_went_in(name: str) -> None:
    strategy = example(name)

    assert problems(strategy) == ()
    assert read_yaml(write_yaml(strategy)) == strategy


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_is_whole_on_paper(name: str) -> None:
    strategy = example(name)
    said = "\n".join(words_in(as_record(strategy_sheet(strategy, ""))))

    assert [line for line in free_words(strategy) if line not in said] == []


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_holds_to_its_own_words(name: str) -> None:
    strategy = example(name)
    own = [statement.text for statement in strategy.crisis_plan.holding_statements]
    own += [tone.example for tone in strategy.voice.tones]
    own += [rewrite.after for trait in strategy.voice.traits for rewrite in trait.examples]

    found: dict[str, list[str]] = defaultdict(list)
    for text in own:
        for word in strategy.voice.banned_words:
            if word.lower() in text.lower().split():
                found[word].append(text)
    assert found == {}


def test_every_file_beside_the_examples_is_one() -> None:
    names = {path.stem for path in Path(FOLDER).glob("*.yaml")}

    assert names == {*WHOLE, "tern-and-tide"}
    for name in names:
        first = (FOLDER / f"{name}.yaml").read_text().splitlines()[0]
        assert first == "# yaml-language-server: $schema=../strategy.schema.json"
