from waypost.loop.strategy.domain.advice import advice
from waypost.loop.strategy.tests.documents import tern_and_tide


def test_a_writer_is_told_how_the_pillar_looks_on_the_channel_and_which_hashtags_fit_both() -> None:
    found = advice(tern_and_tide(), channel="gallery", pillar="behind-the-scenes")

    assert found.adaptation == "One picture of one step, the story in the caption."
    assert found.voice == "Few words; the picture speaks first."
    assert found.never[0] == "Prices without the print beside them"
    assert [kept.key for kept in found.hashtag_sets] == ["craft"]


def test_a_set_without_channels_fits_any_channel_and_none_of_another_pillar() -> None:
    assert [
        kept.key for kept in advice(tern_and_tide(), channel="harbour", pillar="harbour-life").hashtag_sets
    ] == ["here"]


def test_a_reactive_post_a_channel_without_a_role_and_a_brand_without_a_strategy_get_none() -> None:
    assert not advice(tern_and_tide(), channel="elsewhere", pillar=None)
    assert not advice(None, channel="gallery", pillar="behind-the-scenes")
