"""What Slack counts is what is sent to it."""

import pytest

from waypost.networks.slack import text
from waypost.networks.slack.words import plain, written


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("Fish & chips <soon>", "Fish &amp; chips &lt;soon&gt;"),
        ("Ask <@U0123ABCD> in <#C0123ABCD>", "Ask <@U0123ABCD> in <#C0123ABCD>"),
        (
            "<!here> and <!subteam^S0123ABCD>, not <!all>",
            "<!here> and <!subteam^S0123ABCD>, not &lt;!all&gt;",
        ),
        ("&amp; is written so", "&amp;amp; is written so"),
    ],
)
def test_three_signs_are_escaped_unless_they_name_somebody(said: str, sent: str) -> None:
    assert written(said) == sent
    assert text.count(said).length == len(sent)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("Fish &amp; chips &lt;soon&gt;", "Fish & chips <soon>"),
        ("See <https://tern.example/?a=1&amp;b=2|tern.example>", "See https://tern.example/?a=1&b=2"),
        ("<@U1> and <@U2|ana>, <#C1|news>, <!here>", "@Tern and @ana, #news, @here"),
        ("<mailto:tern@tern.example|tern@tern.example>", "tern@tern.example"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_what_is_kept_is_read_as_people_wrote_it(kept: str, read: str) -> None:
    assert plain(kept, {"U1": "Tern"}.__getitem__) == read


def test_links_and_names_are_found_and_hashtags_are_none() -> None:
    found = text.find("<@U0123ABCD> #tide https://tern.pt/a tern.pt index.html")

    assert [one.text for one in found.mentions] == ["<@U0123ABCD>"]
    assert [one.text for one in found.urls] == ["https://tern.pt/a", "tern.pt"]
    assert found.hashtags == ()


def test_a_name_is_not_cut() -> None:
    parts = text.split("x" * 39_995 + " <@U0123ABCD>")

    assert parts == ["x" * 39_995, "<@U0123ABCD>"]


def test_what_stands_above_pictures_is_cut_as_its_blocks_want_it() -> None:
    cut = text.sections("tide & turn " * 400)

    assert len(cut) > 1
    assert all(len(written(section)) <= 3000 for section in cut)
