import pytest

from waypost.loop.strategy.domain.administrators import (
    Administrator,
    Unclear,
    administrators_from_words,
    in_both,
)


def test_a_line_is_a_name_and_perhaps_a_role() -> None:
    found = administrators_from_words(["Mara  Lind , owner", "Nordlicht, agency, billing"])

    assert found == [Administrator("Mara Lind", "owner"), Administrator("Nordlicht", "agency, billing")]
    assert [each.words for each in found] == ["Mara Lind, owner", "Nordlicht, agency, billing"]


def test_who_stands_there_twice_is_one_person() -> None:
    assert administrators_from_words(["Mara Lind, owner", "mara lind"]) == [
        Administrator("Mara Lind", "owner")
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([", owner"], "has none"),
        (["M" * 81], "80 letters"),
        (["Mara, " + "o" * 81], "80 letters"),
        ([f"Person {number}" for number in range(31)], "Up to 30"),
    ],
)
def test_what_cannot_be_taken_says_why(lines: list[str], said: str) -> None:
    with pytest.raises(Unclear, match=said):
        administrators_from_words(lines)


def test_who_stays_and_left_at_once_is_found() -> None:
    staying = administrators_from_words(["Mara Lind", "Tom"])
    left = administrators_from_words(["TOM, admin"], has_left=True)

    assert in_both(staying, left) == ["Tom"]
