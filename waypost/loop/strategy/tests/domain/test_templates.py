import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.check import problems
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
