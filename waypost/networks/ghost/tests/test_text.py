"""How an article is measured."""

from waypost.networks.ghost import text


def test_characters_count_and_only_what_has_a_protocol_is_a_link() -> None:
    assert [link.text for link in text.find("See https://tern.example/a. @tern #tide tern.pt").urls] == [
        "https://tern.example/a"
    ]
    assert text.count("e\u0301").length == 2
    assert text.count("x" * 50_001).over == 1
