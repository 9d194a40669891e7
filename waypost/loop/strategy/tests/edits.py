"""Any sequence of edits that hypothesis can think of, each of which leaves a strategy that may be accepted."""

from typing import Any

from hypothesis import strategies as st

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import REFERENCES, SECTIONS, list_called
from waypost.loop.strategy.tests.documents import strategies

Record = dict[str, Any]


@st.composite
def histories(draw: st.DrawFn, most: int = 4) -> list[Strategy]:
    """A strategy, and what each edit made of it: sections written anew, turned around, or an item with another key."""
    found = [draw(strategies())]
    for _edit in range(draw(st.integers(1, most))):
        found.append(
            draw(
                st.sampled_from([_section_anew, _turned_around, _renamed]).flatmap(
                    lambda edit: edit(found[-1])
                )
            )
        )
    return found


def _section_anew(strategy: Strategy) -> st.SearchStrategy[Strategy]:
    return st.tuples(st.sampled_from(SECTIONS), strategies()).map(
        lambda drawn: _whole(strategy, {field: _record(drawn[1])[field] for field in drawn[0].fields})
    )


def _turned_around(strategy: Strategy) -> st.SearchStrategy[Strategy]:
    fields = ["goals", "personas", "pillars", "channel_roles"]
    return st.sampled_from(fields).map(
        lambda field: _whole(strategy, {field: list(reversed(_record(strategy)[field]))})
    )


def _renamed(strategy: Strategy) -> st.SearchStrategy[Strategy]:
    """One pillar with a key that no pillar had, which says what it was."""
    fresh = st.sampled_from([f"fresh-{number}" for number in range(50)])
    return fresh.map(lambda key: _whole(strategy, {"pillars": _with_key(strategy, key)}))


def _with_key(strategy: Strategy, key: str) -> list[Record]:
    pillars: list[Record] = [{**pillar, "was": None} for pillar in _record(strategy)["pillars"]]
    if pillars and all(pillar["key"] != key for pillar in pillars):
        pillars[0] = {**pillars[0], "key": key, "was": pillars[0]["key"]}
    return pillars


def _whole(strategy: Strategy, changes: Record) -> Strategy:
    """The strategy with these changes and without what they left hanging; as it was where they do not fit."""
    record = {**_record(strategy), **changes}
    for reference in REFERENCES:
        known = {item["key"] for item in _items(record, reference.to)}
        for item in _items(record, reference.at):
            value = item[reference.field]
            if isinstance(value, list):
                item[reference.field] = [key for key in value if key in known]
            elif isinstance(value, dict):
                item[reference.field] = {key: words for key, words in value.items() if key in known}
            elif value not in known:
                item[reference.field] = None
    changed = strategy_from(record, whole=False)
    return strategy if problems(changed) else changed


def _record(strategy: Strategy) -> Record:
    return strategy.model_dump(mode="json")


def _items(record: Record, at: str) -> list[Record]:
    kind = list_called(at)
    assert kind is not None
    here: Any = record
    for step in kind.path:
        here = here[step]
    assert isinstance(here, list)
    return here
