import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.mixing import weighed
from waypost.loop.strategy.domain.templates import TRADES, BrandAnswers, Place, begin, prompts
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.loop.strategy.tests.documents import QUICK

TRADE_KEYS = [trade.key for trade in TRADES]


def answers(
    where: tuple[Place, ...] = (Place("instagram", "Instagram"), Place("mastodon", "Mastodon")),
    posts_per_week: int = 5,
) -> BrandAnswers:
    return BrandAnswers(
        brand="Oven 9",
        what="a small bakery with a wood oven",
        for_whom="For families around the park",
        want="more people coming on weekdays",
        where=where,
        posts_per_week=posts_per_week,
    )


@pytest.mark.parametrize("trade", TRADE_KEYS)
def test_every_trade_gives_a_whole_first_strategy(trade: str) -> None:
    strategy = begin(trade, answers())

    assert problems(strategy) == ()
    assert len(strategy.pillars) == 3
    assert len(strategy.personas) == 1
    assert len(strategy.voice.traits) == 3
    assert [goal.measurable for goal in strategy.goals] == [False]
    assert sum(role.posts_per_week for role in strategy.channel_roles) == 5
    assert read_yaml(write_yaml(strategy)) == strategy


@pytest.mark.parametrize("trade", TRADE_KEYS)
def test_a_first_strategy_says_what_is_usual_in_its_trade_beyond_pillars(trade: str) -> None:
    strategy = begin(trade, answers())

    assert not gaps("funnel", strategy)
    assert not gaps("hashtags", strategy)
    assert not gaps("boundaries", strategy)
    assert not [gap for gap in gaps("channels", strategy) if "never" in gap.what]
    assert strategy.funnel_stages[1].kpi == "More people coming on weekdays"
    assert strategy.voice.tones
    assert sum(bool(trait.examples) for trait in strategy.voice.traits) == 2
    assert all(role.voice for role in strategy.channel_roles)
    persona = strategy.personas[0]
    assert persona.believes
    assert persona.should_believe
    assert persona.likes


@pytest.mark.parametrize("trade", TRADE_KEYS)
def test_the_rule_for_the_mix_is_kept_by_the_pillars_of_its_trade(trade: str) -> None:
    (rule,) = weighed(begin(trade, answers()))

    assert not any(part.points_off for part in rule.parts)


def test_what_only_the_brand_can_know_stays_open() -> None:
    strategy = begin("cafe", answers())

    assert not strategy.competitors
    assert not strategy.creator_criteria.criteria
    assert not strategy.personas[0].attention


@pytest.mark.parametrize("trade", TRADE_KEYS)
def test_every_pillar_of_a_trade_has_first_ideas(trade: str) -> None:
    strategy = begin(trade, answers())

    assert set(prompts(trade)) == {pillar.key for pillar in strategy.pillars}
    assert all(len(ideas) >= 2 for ideas in prompts(trade).values())


def test_the_answers_stand_in_the_strategy_in_their_own_words() -> None:
    strategy = begin("cafe", answers())

    assert strategy.purpose.startswith("A small bakery with a wood oven. For families around the park.")
    assert strategy.goals[0].label == "More people coming on weekdays"
    assert strategy.personas[0].label == "Families around the park"


def test_a_trade_that_nobody_knows_is_something_else() -> None:
    assert begin("submarines", answers()).pillars == begin("other", answers()).pillars


def test_a_place_is_given_only_formats_that_it_can_carry() -> None:
    strategy = begin("maker", answers((Place("journal", "Journal", "sandbox", formats=("image", "text")),)))

    assert set(strategy.channel_roles[0].formats) == {"image", "text"}
    assert sum(strategy.channel_roles[0].formats.values()) == pytest.approx(1)


def test_three_posts_over_two_places_are_two_and_one() -> None:
    strategy = begin("shop", answers(posts_per_week=3))

    assert [role.posts_per_week for role in strategy.channel_roles] == [2, 1]


@QUICK
@given(
    st.sampled_from(TRADE_KEYS), st.text(min_size=1, max_size=400), st.text(max_size=400), st.integers(0, 40)
)
def test_any_words_give_a_strategy(trade: str, said: str, whom: str, often: int) -> None:
    given_words = BrandAnswers(f"B{said}"[:200], said, f"w{whom}", f"w{said}", (Place("a", "A"),), often)

    assert problems(begin(trade, given_words)) == ()
