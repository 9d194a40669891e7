"""Links: what is one, and where it ends."""

from __future__ import annotations

import pytest

from waypost.networks.finding.urls import Links


def found(text: str) -> list[str]:
    return [link.text for link in Links().find(text)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("no link. none", []),
        ("see https://tern.pt", ["https://tern.pt"]),
        ("see HTTPS://Tern.PT/Prints", ["HTTPS://Tern.PT/Prints"]),
        ("see tern.pt, or www.tern.co.uk!", ["tern.pt", "www.tern.co.uk"]),
        ("tern.pt/prints?size=a3", ["tern.pt/prints?size=a3"]),
        ("tern.pt?size=a3", ["tern.pt"]),
        ("tern.pt:8080 but tern.pt:8080/a", ["tern.pt", "tern.pt:8080/a"]),
        ("https://tern.pt:8080", ["https://tern.pt:8080"]),
        ("https://tern.example is in no root zone", []),
        ("index.html and v1.2", []),
        ("post@tern.pt", []),
        ("#tern.pt $tern.pt @tern.pt", []),
        ("-tern.pt _tern.pt /tern.pt .tern.pt", []),
        ("-https://tern.pt", ["https://tern.pt"]),
        ("(https://tern.pt)", ["https://tern.pt"]),
        ("https://tern.pt/a_(print)_(b(c))", ["https://tern.pt/a_(print)_(b(c))"]),
        ("https://tern.pt/a).", ["https://tern.pt/a"]),
        ("https://tern.pt/a... or so", ["https://tern.pt/a"]),
        ("https://tern.pt/@ana/post", ["https://tern.pt/@ana/post"]),
        ("https://tern.pt/?q=a&b=%20#c!", ["https://tern.pt/?q=a&b=%20#c"]),
        ("https://tern.pt/música/água", ["https://tern.pt/música/água"]),
        ("https://tern.pt/почта", ["https://tern.pt/почта"]),
        ("https://foo_bar.tern.pt/", ["https://foo_bar.tern.pt/"]),
        ("https://tern_.pt", []),
        ("https://xn--e1afmkfd.xn--p1ai", ["https://xn--e1afmkfd.xn--p1ai"]),
        ("https://пример.рф/", ["https://пример.рф/"]),
        ("пример.рф", []),
        ("日本語tern.pt日本語", ["tern.pt"]),
        ("日本語https://tern.pt日本語", ["https://tern.pt"]),
        ("https://tern.ptx", []),
        ("https://t.co/aBc123/more", ["https://t.co/aBc123"]),
        (f"https://t.co/{'a' * 40}", [f"https://t.co/{'a' * 40}"]),
        (f"https://t.co/{'a' * 41}", []),
        (f"https://{'a' * 63}.pt", [f"https://{'a' * 63}.pt"]),
        (f"https://{'a' * 64}.pt", []),
        (f"https://tern.pt/{'a' * 4072}", [f"https://tern.pt/{'a' * 4072}"]),
        (f"https://tern.pt/{'a' * 4073}", []),
        ("\ufeffhttps://tern.pt", []),
        ("\u200etern.pt", ["tern.pt"]),
    ],
)
def test_what_is_a_link(text: str, links: list[str]) -> None:
    assert found(text) == links


def test_a_link_stands_where_it_is_said_to_stand() -> None:
    text = "👍🏽 é https://tern.pt/a"

    (link,) = Links().find(text)

    assert (link.start, link.end) == (5, 22)


def test_a_long_text_without_a_link_is_read_in_no_time() -> None:
    assert found("潮" * 5000 + ".com") == []
    assert found("a." * 2000 + "nowhere/.pt") == []
    assert found("潮" * 3000 + ".x/.pt") == []
    assert found("https://tern.pt/" + "(a" * 2000) == ["https://tern.pt/"]
