from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.links import links_in, targets_in


def test_a_link_ends_before_the_punctuation_of_its_sentence():
    assert targets_in("See https://tern.example/tide?at=9, or (https://tern.example/a_(b)).") == (
        "https://tern.example/tide?at=9",
        "https://tern.example/a_(b)",
    )


def test_words_that_only_look_like_links_are_left_alone():
    assert targets_in("http:// and tern.example and https://.") == ()


@given(st.text(alphabet="ahtps:/.()[] \nx", max_size=60))
def test_a_link_stands_where_it_says(text):
    for link in links_in(text):
        assert text[link.start : link.end] == link.target
