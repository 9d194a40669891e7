import pytest

from waypost.loop.analytics.domain.hashtags import TagUse, hashtags_in, strays
from waypost.loop.strategy.domain.document import HashtagSet

SETS = [HashtagSet(key="here", label="Here", tags=("harbourlife", "KüsteImHerbst"))]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#fog", ["fog"]),
        ("Fog (#fog), #Tide!", ["fog", "Tide"]),
        ("#küste_im_herbst", ["küste_im_herbst"]),
        ("Number #1 and #2026", []),
        ("#5a", ["5a"]),
        ("https://a.example/#part and a#b, &#39; c/#d ##e", []),
        ("", []),
    ],
)
def test_a_hashtag_is_what_people_see_as_one(text: str, tags: list[str]) -> None:
    assert hashtags_in(text) == tags


def test_a_hashtag_counts_once_a_post_whatever_its_capitals() -> None:
    found = strays(["#Fog #fog", "#FOG", "#HarbourLife #küsteimherbst"], SETS, [])

    assert found == [TagUse("Fog", 2)]


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        (["#mondaymood", "#MondayMood", "#MONDAYMOOD"], "MondayMood"),
        (["#MondayMood", "#mondaymood", "#mondaymood"], "mondaymood"),
    ],
)
def test_a_hashtag_is_said_as_it_is_written_most(texts: list[str], tag: str) -> None:
    for each in (texts, texts[::-1]):
        assert strays(each, SETS, []) == [TagUse(tag, 3)]


def test_without_a_set_no_hashtag_is_outside_of_one() -> None:
    assert strays(["#fog"], [], []) == []


def test_what_the_voice_avoids_comes_first_even_where_it_is_in_a_set() -> None:
    texts = ["#fog #HarbourLife", "#fog"]

    found = strays(texts, SETS, ["Harbour life"])

    assert found == [TagUse("HarbourLife", 1, "Harbour life"), TagUse("fog", 2)]


def test_a_word_that_is_banned_as_it_is_is_told_as_a_word() -> None:
    assert strays(["#artisanal"], SETS, ["artisanal"]) == []
