from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.mixing import COMMON, weighed
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import pillar, small

PARTS = [{"label": "Useful", "share": 0.7}, {"label": "Selling", "share": 0.3}]


def rule(**fields: object) -> dict[str, object]:
    return {"key": "ours", "label": "Ours", "parts": PARTS, **fields}


def test_a_part_is_given_what_its_pillars_come_to() -> None:
    pillars = [pillar("a", 0.4), pillar("b", 0.4), pillar("c", 0.2)]
    strategy = strategy_from(
        small(pillars=pillars, mix_rules=[rule(pillars={"a": "Useful", "b": "Selling"})])
    )

    (held,) = weighed(strategy)

    assert [(part.label, part.given, part.off_in_words) for part in held.parts] == [
        ("Useful", 0.4, "30 points less"),
        ("Selling", 0.4, "10 points more"),
    ]
    assert held.uncounted == ("C",)


def test_a_rule_comes_to_a_hundred_and_its_pillars_count_as_its_own_parts() -> None:
    short = rule(
        parts=[{"label": "Useful", "share": 0.7}, {"label": "Useful", "share": 0.2}], pillars={"a": "Sold"}
    )

    found = problems(strategy_from(small(pillars=[pillar("a")], mix_rules=[short]), whole=False))

    assert [problem.where for problem in found] == [
        "mix rules, ours, parts",
        "mix rules, ours, parts",
        "mix rules, ours, pillars, a",
    ]
    assert "come to 90%, not 100%" in found[0].sentence
    assert "have the same name" in found[1].sentence
    assert "“Sold” is not a part of “Ours”" in found[2].sentence


def test_a_pillar_or_channel_that_is_not_there_cannot_be_named() -> None:
    found = problems(
        strategy_from(
            small(
                pillars=[pillar("a", adaptations={"radio": "Spoken."})],
                mix_rules=[rule(pillars={"b": "Useful"})],
            ),
            whole=False,
        )
    )

    assert [problem.where for problem in found] == [
        "pillars, a, adaptations, radio",
        "mix rules, ours, pillars, b",
    ]


def test_every_common_rule_comes_to_a_hundred() -> None:
    for label, parts in COMMON.values():
        assert sum(percent for _part, percent in parts) == 100, label
