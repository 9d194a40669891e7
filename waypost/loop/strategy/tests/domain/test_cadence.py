import pytest

from waypost.loop.strategy.domain.cadence import usual_on


@pytest.mark.parametrize(
    ("said", "network"),
    [
        ("instagram", "Instagram"),
        ("linkedin-page", "LinkedIn"),
        ("facebook_page", "Facebook"),
        ("x", "X"),
        ("Our YouTube channel", "YouTube"),
        ("Box of extras", None),
        ("", None),
    ],
)
def test_a_network_is_known_by_its_key_or_by_what_the_channel_is_called(
    said: str, network: str | None
) -> None:
    found = usual_on(said)

    assert (found.network if found else None) == network


def test_what_is_usual_reads_as_a_sentence() -> None:
    assert str(usual_on("tiktok")) == "Usual on TikTok: 3 a week at least, up to 4 a day."
