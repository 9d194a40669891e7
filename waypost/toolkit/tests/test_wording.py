import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.toolkit.wording import count, opening


@pytest.mark.parametrize(("number", "said"), [(0, "0 posts"), (1, "1 post"), (2, "2 posts")])
def test_a_noun_has_the_form_of_its_number(number: int, said: str) -> None:
    assert count(number, "post", "posts") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Low tide", "Low tide"),
        ("  Low tide\nand more", "Low tide"),
        ("Low tide at nine, then prints", "Low tide at nine…"),
        ("Lowtideatnineandthenprints", "Lowtideatnineandthe…"),
    ],
)
def test_an_opening_ends_at_a_word_where_there_is_one(text: str, said: str) -> None:
    assert opening(text, 20) == said


@given(st.text(), st.integers(1, 80))
def test_an_opening_is_one_line_and_never_too_long(text: str, most: int) -> None:
    assert len(opening(text, most)) <= most
    assert "\n" not in opening(text, most)
