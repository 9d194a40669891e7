"""How an article is measured."""

from waypost.networks.wordpress import text


def test_characters_count_and_links_are_what_has_a_protocol() -> None:
    found = text.find("See https://tern.example/a(b)?c=d. And (http://tern.pt/x), tern.pt, @tern #tide")

    assert [link.text for link in found.urls] == ["https://tern.example/a(b)?c=d", "http://tern.pt/x"]
    assert (found.mentions, found.hashtags) == ((), ())
    assert text.count("é👩‍👩‍👧‍👦").length == 8
    assert text.count("x" * 50_001).over == 1
