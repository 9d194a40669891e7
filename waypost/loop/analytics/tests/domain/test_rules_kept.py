from collections import Counter

from waypost.loop.analytics.domain.plan import mix_of
from waypost.loop.analytics.domain.rules_kept import rules_kept
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, MixRule, Pillar, Portion, Strategy


def strategy(**pillars: str) -> Strategy:
    rule = MixRule(
        key="eighty",
        label="80-20",
        parts=(Portion(label="Of use", share=0.8), Portion(label="Selling", share=0.2)),
        pillars=pillars,
    )
    items = tuple(Pillar(key=key, label=key.title(), share=0.25, hue=1) for key in ("a", "b", "c", "d"))
    return Strategy(schema_version=CURRENT_SCHEMA, brand="Tern", pillars=items, mix_rules=(rule,))


def pillars(**counts: int):
    return mix_of(Counter(counts), {}, {key: (key, 1) for key in ("a", "b", "c", "d")})


def test_each_pillar_counts_as_its_part_of_the_rule() -> None:
    [kept] = rules_kept(strategy(a="Of use", b="Of use", c="Selling"), pillars(a=3, b=3, c=4, d=9))

    assert kept.posts == 10
    assert [(part.label, part.had, part.posts, part.pillars) for part in kept.parts] == [
        ("Of use", 0.6, 6, ("a", "b")),
        ("Selling", 0.4, 4, ("c",)),
    ]
    assert [round(part.points) for part in kept.findings] == [-20, 20]


def test_of_few_posts_nothing_is_found_and_of_none_nothing_is_said() -> None:
    [few] = rules_kept(strategy(a="Of use"), pillars(a=4))

    assert few.findings == []
    assert list(rules_kept(strategy(a="Of use"), pillars(d=9))) == []
