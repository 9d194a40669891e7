"""A text becomes HTML, and HTML becomes a text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.networks.articles.reading import folded, read
from waypost.networks.articles.writing import find, paragraphs


def test_a_text_is_its_paragraphs_lines_and_links() -> None:
    text = 'One & <two>\n"three"\r\n\r\n\n See https://tern.example/a?b=c&d="x.\n\n'

    assert paragraphs(text) == [
        'One &amp; &lt;two&gt;<br>"three"',
        'See <a href="https://tern.example/a?b=c&amp;d=">https://tern.example/a?b=c&amp;d=</a>"x.',
    ]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://tern.example.", "https://tern.example"),
        ("(https://tern.example/a)", "https://tern.example/a"),
        ("https://tern.example/a_(b)!", "https://tern.example/a_(b)"),
        ("“https://tern.example/ü?”", "https://tern.example/ü"),
        ("HTTPS://TERN.EXAMPLE/A", "HTTPS://TERN.EXAMPLE/A"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    ],
)
def test_a_link_ends_where_its_sentence_goes_on(text: str, link: str) -> None:
    assert [one.text for one in find(text).urls] == [link]


@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20), max_size=8).map(
        "\n".join
    )
)
def test_what_is_written_is_read_again(text: str) -> None:
    html = "".join(f"<p>{inside}</p>" for inside in paragraphs(text))

    assert folded(html) == " ".join(text.split())


def test_what_is_no_word_is_not_read() -> None:
    html = (
        "<style>p{}</style><h2>Tide</h2>\n<p>A <b>pier</b>,\nnew<br/>line</p><script>x()</script><img><img>"
    )

    assert (read(html).words, read(html).pictures) == ("Tide\n\nA pier, new\nline", 2)
