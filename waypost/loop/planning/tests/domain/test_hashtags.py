import pytest

from waypost.loop.planning.domain.hashtags import (
    once,
    read,
    refuse_what_cannot_be,
    refuse_what_is_forbidden,
    written,
)
from waypost.loop.strategy.domain.document import (
    Boundaries,
    BoundaryTopic,
    HashtagSet,
    Stance,
    Strategy,
    Voice,
)
from waypost.toolkit.refusal import Refusal

STRATEGY = Strategy(
    schema=2,
    brand="Tern & Tide",
    voice=Voice(banned_words=("last chance", "must-have")),
    boundaries=Boundaries(
        topics=(
            BoundaryTopic(key="politics", label="Politics and elections", stance=Stance.NEVER),
            BoundaryTopic(key="weather", label="Storms", stance=Stance.CARE),
            BoundaryTopic(key="war", label="War", stance=Stance.NEVER),
        )
    ),
    hashtag_sets=(HashtagSet(key="town", label="Town", tags=("TownElections",)),),
)


def test_hashtags_are_read_as_people_write_them_each_once():
    assert read("#Harbour, prints;#harbour\n#day#night") == ["Harbour", "prints", "day", "night"]
    assert once(["#a", " b ", "", "A"]) == ["a", "b"]
    assert written(["a", "b"]) == "#a #b"


@pytest.mark.parametrize("tag", ["LastChance", "lastchance", "last_chance", "LastChanceSale", "MustHave"])
def test_what_the_voice_leaves_out_is_refused_however_it_is_run_together(tag):
    with pytest.raises(Refusal, match="the voice of the strategy leaves out") as refused:
        refuse_what_is_forbidden([tag], STRATEGY)

    assert "hashtags" in refused.value.fields


@pytest.mark.parametrize("tag", ["politics", "Elections2026", "LocalPoliticsAndElections", "war"])
def test_what_is_never_talked_about_is_refused(tag):
    with pytest.raises(Refusal, match="never talks about"):
        refuse_what_is_forbidden([tag], STRATEGY)


@pytest.mark.parametrize("tag", ["chance", "storms", "warm", "harbour", "TownElections"])
def test_what_takes_care_only_sounds_alike_or_stands_in_a_set_of_the_strategy_is_not(tag):
    refuse_what_is_forbidden([tag], STRATEGY)


def test_without_a_strategy_nothing_is_forbidden():
    refuse_what_is_forbidden(["politics"], None)


@pytest.mark.parametrize(("tag", "why"), [("2026", "no letter"), ("a b", "one word"), ("a" * 101, "longer")])
def test_what_no_network_reads_as_a_hashtag_is_refused(tag, why):
    with pytest.raises(Refusal, match=why):
        refuse_what_cannot_be([tag])


def test_nobody_reads_sixty_one():
    with pytest.raises(Refusal, match="sixty"):
        refuse_what_cannot_be([f"tag{number}" for number in range(61)])
