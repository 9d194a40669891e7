import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.listening.domain.trends import (
    Effort,
    Facts,
    Fit,
    Outcome,
    Risk,
    Saturation,
    Timing,
    advise,
    named_in,
    timing,
)

GOOD = {
    "age": 0,
    "is_checked": True,
    "fit": Fit.STRONG,
    "saturation": Saturation.FEW,
    "risk": Risk.LOW,
    "effort": Effort.LIGHT,
}
FACTS = st.builds(
    Facts,
    age=st.integers(-1, 40),
    is_checked=st.booleans(),
    breaks=st.sampled_from([(), ("Politics",)]),
    careful=st.sampled_from([(), ("Prices",)]),
    fit=st.none() | st.sampled_from(Fit),
    saturation=st.none() | st.sampled_from(Saturation),
    risk=st.none() | st.sampled_from(Risk),
    effort=st.none() | st.sampled_from(Effort),
)


@pytest.mark.parametrize(
    ("age", "expected"),
    [(0, Timing.FRESH), (1, Timing.FRESH), (2, Timing.RISING), (6, Timing.RISING), (7, Timing.LATE)],
)
def test_two_days_are_early_and_a_week_is_late(age, expected):
    assert timing(age) is expected


@pytest.mark.parametrize(
    ("otherwise", "outcome"),
    [
        ({}, Outcome.POST),
        ({"fit": Fit.NONE}, Outcome.SKIP),
        ({"risk": Risk.HIGH}, Outcome.SKIP),
        ({"age": 8, "saturation": Saturation.MANY}, Outcome.SKIP),
        ({"age": 8, "effort": Effort.HEAVY}, Outcome.SKIP),
        ({"risk": Risk.UNCLEAR}, Outcome.WAIT),
        ({"careful": ("Prices",)}, Outcome.ADAPT),
        ({"effort": Effort.HEAVY}, Outcome.ADAPT),
        ({"fit": Fit.SOME}, Outcome.ADAPT),
        ({"saturation": Saturation.MANY}, Outcome.ADAPT),
        ({"age": 8}, Outcome.ADAPT),
        ({"age": 4, "saturation": Saturation.SOME}, Outcome.POST),
    ],
)
def test_what_is_known_of_a_trend_says_what_follows(otherwise, outcome):
    advice = advise(Facts(**{**GOOD, **otherwise}))

    assert advice.outcome is outcome
    assert len(advice.reasons) == 5


def test_a_boundary_stops_it_before_anything_is_weighed():
    advice = advise(Facts(age=0, breaks=("Politics", "Rivals")))

    assert (advice.outcome, advice.is_final) == (Outcome.SKIP, True)
    assert "“Politics”, “Rivals”" in advice.why


def test_what_is_missing_is_named():
    assert advise(Facts(age=0)).why == "Hold it against the boundaries first."
    assert advise(Facts(**{**GOOD, "fit": None, "risk": None})).why == "Still to judge: fit, risk."


@given(FACTS)
def test_nothing_passes_a_boundary_and_nothing_is_joined_unjudged(facts):
    advice = advise(facts)

    assert advice.is_final == bool(facts.breaks)
    if facts.breaks:
        assert advice.outcome is Outcome.SKIP
    elif not facts.is_checked or facts.unjudged:
        assert advice.outcome is None
    else:
        assert advice.outcome is not None
        assert advice.why
    if advice.outcome is Outcome.POST:
        assert facts.risk is Risk.LOW
        assert facts.fit is Fit.STRONG


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A joke about politics", {"party-politics"}),
        ("POLITICS!", {"party-politics"}),
        ("A party at the pier", {"party-politics"}),
        ("Knitting", set()),
        ("", set()),
    ],
)
def test_a_topic_is_hinted_at_where_a_word_of_it_is_said(words, expected):
    topics = [("party-politics", "Party politics"), ("war", "War")]

    assert named_in(topics, words) == expected


SHORT = [
    ("gin", "Gin"),
    ("ai", "AI"),
    ("oil", "Öl"),
    ("tax", "Taxes"),
    ("it", "Our IT"),
    ("us", "U.S. elections"),
    ("war", "War"),
    ("age", "18+"),
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A gin, please!", {"gin"}),
        ("Two gins/tonics (cold)", {"gin"}),
        ("#GinTonic o’clock", {"gin"}),
        ("#gin_tonic", {"gin"}),
        ("The gin’s gone", {"gin"}),
        ("Begin the engine; imagine it was original", set()),
        ("Made with ai.", {"ai"}),
        ("A.I. paints", {"ai"}),
        ("#GenAI for all", {"ai"}),
        ("AIs that talk", {"ai"}),
        ("He said it again in Spain, on air", set()),
        ("ÖL auf Leinwand", {"oil"}),
        ("O\u0308l auf Leinwand", {"oil"}),
        ("Wölfe in Köln", set()),
        ("No tax on tea", {"tax"}),
        ("A taxi home", set()),
        ("Is it us or is it them?", set()),
        ("Ask IT about US sizes", {"it", "us"}),
        ("Elections at the harbour", {"us"}),
        ("A warm welcome, reward yourself", set()),
        ("Wars and peace", {"war"}),
        ("From 18 on", {"age"}),
        ("#18 of 180", {"age"}),
    ],
)
def test_short_words_are_found_as_whole_words(words, expected):
    assert named_in(SHORT, words) == expected


def test_words_that_say_nothing_hint_at_no_topic():
    topics = [("others", "Prices of the others"), ("krieg", "Über den Krieg und die Waffen")]

    assert named_in(topics, "The best of us, und die Ruhe über den Dächern") == frozenset()
