"""Documents for tests: the smallest one, the example, and any that hypothesis can think of."""

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.yaml import read_yaml

EXAMPLE = Path(__file__).parents[4] / "docs" / "examples" / "tern-and-tide.yaml"


@cache
def tern_and_tide() -> Strategy:
    """The strategy of a small print gallery on a harbour wall."""
    return read_yaml(EXAMPLE.read_bytes())


def small(**fields: Any) -> dict[str, Any]:
    """The smallest document, with whatever else is given."""
    return {"schema": 2, "brand": "Tern & Tide", **fields}


def pillar(key: str = "harbour-life", share: Any = 1, **fields: Any) -> dict[str, Any]:
    return {"key": key, "label": key.replace("-", " ").capitalize(), "share": share, **fields}


QUICK = settings(max_examples=8, deadline=None)
_words = st.text("aZé0 :#-'\"|>{[&*!%@`?,\\\n\t\x07\x85\u2028\u200b\ufeff漢🖼", max_size=8).map(
    lambda text: f"x{text}"
)
_line = st.one_of(
    st.sampled_from(["no", "12", "2027-01-01", "09:30", "- a", "a: b", "#x", "'", "~", "yes # no"]), _words
)
_text = st.one_of(st.just(""), _words, st.just(" a\n  b: c\n\n- d"), st.just("one\n\ntwo\u2029three"))
_key = st.sampled_from(["a", "b-c", "harbour-life", "no", "x1", "12", "null"])
_lines = st.lists(_line, max_size=3)
_rewrites = st.lists(
    st.fixed_dictionaries({"before": st.sampled_from(["no", "a: b", "x"]), "after": _line}), max_size=2
)
_number = st.one_of(st.none(), st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6))


def _keyed(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    item = st.fixed_dictionaries({"key": _key, "label": _line, **fields})
    return st.lists(item, max_size=3, unique_by=lambda found: found["key"])


def _refer(keys: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(keys), max_size=2, unique=True) if keys else st.just([])


def _whole(count: int) -> list[float]:
    """Shares that come to one."""
    return (
        [round(1 / count, 4)] * (count - 1) + [round(1 - (count - 1) * round(1 / count, 4), 4)]
        if count
        else []
    )


def _mix_rules(draw: st.DrawFn, pillars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rules = draw(_keyed(why=_line))
    for rule in rules:
        rule["parts"] = [{"label": "yes", "share": 0.7}, {"label": "a: b", "share": "30%"}]
        rule["pillars"] = dict.fromkeys(draw(_refer([pillar["key"] for pillar in pillars])), "a: b")
    return rules


@st.composite
def strategies(draw: st.DrawFn) -> Strategy:
    """Any strategy that may be accepted."""
    objectives = draw(_keyed(outcome=_text))
    roles = draw(
        _keyed(
            purpose=_text,
            posts_per_week=st.integers(0, 20),
            reactive_share=st.sampled_from([0.2, 0.35, 1]),
            evergreen_share=st.sampled_from([0, 0.1]),
        )
    )
    for role in roles:
        role["formats"] = draw(st.sampled_from([{}, {"image": 1}, {"image": 0.5, "no": 0.5}]))
        role["times"] = draw(
            st.lists(st.sampled_from([{"at": "09:30"}, {"days": ["tue", "mon"], "at": "23:59"}]), max_size=2)
        )
    goals = draw(
        _keyed(
            metric=_line,
            baseline=_number,
            target=_number,
            deadline=st.one_of(st.none(), st.dates()),
            why=_text,
        )
    )
    personas = draw(
        _keyed(
            interests=_lines,
            attention=st.sampled_from(
                [[], [{"label": "no", "share": 0.4}, {"label": "a: b", "share": "35%"}]]
            ),
            demographics=st.fixed_dictionaries({"ages": _line, "places": _lines}),
        )
    )
    pillars = draw(_keyed(purpose=_text, hue=st.integers(1, 8)))
    for goal in goals:
        goal["objective"] = draw(st.sampled_from([None, *[objective["key"] for objective in objectives]]))
    for persona in personas:
        persona["channels"] = draw(_refer([role["key"] for role in roles]))
        persona["active_hours"] = draw(st.sampled_from([[], [{"days": ["sat"], "starts": 7, "ends": 24}]]))
    for item in pillars:
        item["adaptations"] = dict.fromkeys(draw(_refer([role["key"] for role in roles])), "no: 12")
    for item, share in zip(pillars, _whole(len(pillars)), strict=True):
        item |= {"share": share, "personas": draw(_refer([persona["key"] for persona in personas]))}
    return strategy_from(
        small(
            brand=draw(_line),
            purpose=draw(_text),
            objectives=objectives,
            goals=goals,
            personas=personas,
            pillars=pillars,
            funnel_stages=draw(_keyed(diagnostics=_lines, next_step=_line)),
            hashtag_sets=draw(_keyed(tags=st.sampled_from([[], ["no", "Köln"], ["#a", "A"]]), use=_line)),
            competitors=draw(_keyed(gaps=_lines, answer=_text)),
            creator_criteria={
                "criteria": draw(_keyed(weight=st.integers(1, 5), least=st.sampled_from([None, 3]))),
                "go_from": draw(st.sampled_from([None, 0.7])),
                "terms": draw(_lines),
            },
            mix_rules=_mix_rules(draw, pillars),
            channel_roles=roles,
            voice={
                "traits": draw(_keyed(do=_lines, examples=_rewrites)),
                "summary": draw(_text),
                "banned_words": draw(_lines),
            },
            boundaries={"topics": draw(_keyed(stance=st.sampled_from(["never", "care"]), why=_text))},
            crisis_plan={"holding_statements": draw(_keyed(text=_text)), "stop_when": draw(_lines)},
        )
    )
