from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.suggestion import PillarWords, Reader

WORK = PillarWords(
    "work",
    "Behind the scenes",
    "The work as it happens, ink on the sleeves.",
    ("A new lino block, carved twice.",),
)
HARBOUR = PillarWords(
    "harbour", "Harbour life", "Boats, weather, neighbours.", ("Fog over the jetty, no boats out.",)
)


def test_words_point_at_a_pillar():
    found = Reader([WORK, HARBOUR]).suggest("Carved a lino block this morning, ink everywhere")

    assert found is not None
    assert found.pillar == "work"
    assert found.probability > 0.9


def test_one_word_is_chance():
    assert Reader([WORK, HARBOUR]).suggest("Weather!") is None


def test_what_fits_both_fits_none():
    assert Reader([WORK, HARBOUR]).suggest("Sleeves and boats") is None


def test_without_pillars_nothing_is_suggested():
    assert Reader([]).suggest("Fog over the jetty") is None


@given(st.text(max_size=80))
def test_a_suggestion_is_a_pillar_with_a_probability(text: str):
    found = Reader([WORK, HARBOUR]).suggest(text)

    assert found is None or (found.pillar in {"work", "harbour"} and 0.6 <= found.probability <= 1)
