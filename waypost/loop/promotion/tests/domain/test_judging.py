from waypost.loop.promotion.domain.judging import Marked, Seen, Verdict, judge
from waypost.loop.strategy.domain.document import CreatorCriteria, Persona, Strategy
from waypost.loop.strategy.domain.document.boundaries import Boundaries, BoundaryTopic
from waypost.loop.strategy.domain.document.creators import Criterion
from waypost.loop.strategy.domain.document.mix_rule import Portion
from waypost.loop.strategy.domain.document.pillar import Pillar

CRITERIA = CreatorCriteria(
    criteria=(
        Criterion(key="near", label="Lives near", weight=3, least=3),
        Criterion(key="honest", label="Honest following", weight=2),
    ),
    go_from=0.7,
    red_flags=("Bought followers",),
)
STRATEGY = Strategy(
    schema=2,
    brand="Tern & Tide",
    personas=(
        Persona(key="marta", label="Marta", attention=(Portion(label="Instagram stories", share=0.4),)),
        Persona(key="jonas", label="Jonas"),
    ),
    pillars=(Pillar(key="harbour", label="Harbour life", share=1, hue=4, personas=("jonas",)),),
    creator_criteria=CRITERIA,
    boundaries=Boundaries(
        topics=(
            BoundaryTopic(key="prices", label="Prices", stance="never"),
            BoundaryTopic(key="sea", label="Accidents at sea", stance="care"),
        )
    ),
)


def seen(near: int | None = 5, honest: int | None = 4, **fields: object) -> Seen:
    marks = {key: Marked(mark) for key, mark in {"near": near, "honest": honest}.items() if mark is not None}
    known = {"network": "Instagram", "personas": ("jonas",), "pillars": ("harbour",), "looked": True}
    return Seen(marks=marks, **{**known, **fields})  # type: ignore[arg-type]


def test_the_share_weighs_each_mark():
    found = judge(seen(near=4, honest=2), STRATEGY)

    assert found.least == found.most == (4 * 3 + 2 * 2) / 25
    assert found.verdict is Verdict.NO  # 64 % is below the line


def test_who_reaches_the_line_fits():
    assert judge(seen(near=3, honest=5), STRATEGY).verdict is Verdict.GO  # 76 %


def test_exactly_on_the_line_is_a_yes():
    strategy = STRATEGY.model_copy(update={"creator_criteria": CRITERIA.model_copy(update={"go_from": 0.76})})

    assert judge(seen(near=3, honest=5), strategy).verdict is Verdict.GO


def test_a_mark_that_is_missing_leaves_it_open_between_nothing_and_all():
    found = judge(seen(honest=None), STRATEGY)

    assert (found.least, found.most) == (0.6, 1.0)
    assert found.verdict is Verdict.UNFINISHED
    assert found.missing == ("Honest following",)


def test_what_cannot_reach_the_line_any_more_is_a_no_before_all_is_marked():
    found = judge(seen(near=2, honest=None), CHEAP)

    assert found.verdict is Verdict.NO
    assert "Stays below the line from which we say yes." in {each.sentence for each in found.reasons}


CHEAP = STRATEGY.model_copy(
    update={"creator_criteria": CRITERIA.model_copy(update={"go_from": 0.95, "red_flags": ()})}
)


def test_a_mark_below_the_least_is_a_no_whatever_the_rest_says():
    found = judge(seen(near=2, honest=5), STRATEGY)

    assert found.verdict is Verdict.NO
    assert found.reasons[0].sentence == "Lives near: 2 of 5, and below 3 the answer is no."


def test_a_red_flag_ends_it():
    found = judge(seen(flags=("Bought followers",)), STRATEGY)

    assert found.verdict is Verdict.NO
    assert found.reasons[0].tone == "bad"


def test_a_flag_that_the_strategy_does_not_know_any_more_ends_nothing():
    assert judge(seen(flags=("Wears hats",)), STRATEGY).verdict is Verdict.GO


def test_a_boundary_that_says_never_ends_it_and_one_that_says_care_does_not():
    assert judge(seen(topics=("prices",)), STRATEGY).verdict is Verdict.NO

    careful = judge(seen(topics=("sea",)), STRATEGY)
    assert careful.verdict is Verdict.GO
    assert careful.reasons[0].tone == "warn"


def test_nobody_fits_before_somebody_looked():
    found = judge(seen(looked=False, personas=(), pillars=()), STRATEGY)

    assert found.verdict is Verdict.UNFINISHED
    assert found.missing == ("whom they reach", "what they talk about", "red flags and boundaries")


def test_a_persona_is_met_where_it_spends_its_time():
    there = judge(seen(personas=("marta",)), STRATEGY)
    elsewhere = judge(seen(personas=("marta",), network="TikTok"), STRATEGY)

    assert "Reaches Marta, who spends 40% of the time on Instagram." in _words(there, "good")
    assert "Reaches Marta, who by our strategy is not on TikTok." in _words(elsewhere, "warn")


def test_a_pillar_for_other_people_than_those_reached_wants_a_look():
    found = judge(seen(personas=("marta",)), STRATEGY)

    assert "Talks about Harbour life, which is for other people than those reached." in _words(found, "warn")


def test_figures_far_from_usual_and_signs_want_a_look_and_decide_nothing():
    few = judge(seen(followers=100_000, interactions=20), STRATEGY)
    many = judge(seen(followers=1_000, interactions=900, signs=("leaps",)), STRATEGY)
    usual = judge(seen(followers=10_000, interactions=300), STRATEGY)

    assert few.verdict is many.verdict is Verdict.GO
    assert any("Hardly anybody" in words for words in _words(few, "warn"))
    assert len(_words(many, "warn")) == 2
    assert not _words(usual, "warn")


def test_without_a_line_the_strategy_leaves_it_to_people():
    strategy = STRATEGY.model_copy(update={"creator_criteria": CRITERIA.model_copy(update={"go_from": None})})

    assert judge(seen(), strategy).verdict is Verdict.NO_LINE


def test_without_criteria_there_is_no_share():
    found = judge(seen(), STRATEGY.model_copy(update={"creator_criteria": CreatorCriteria()}))

    assert found.least is None
    assert not found.is_whole


def _words(found, tone):  # type: ignore[no-untyped-def]
    return [each.sentence for each in found.reasons if each.tone == tone]
