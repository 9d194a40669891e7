import pytest

from waypost.loop.strategy.domain.renames import rewritten


@pytest.mark.parametrize(
    ("before", "after", "renames"),
    [
        (["a", "b", "c"], ["a", "B", "c"], {"b": "B"}),
        (["a", "b"], ["A", "B"], {"a": "A", "b": "B"}),
        (["a", "b"], ["b", "a"], {}),
        (["a", "b"], ["b"], {}),
        (["a"], ["a", "b"], {}),
        (["a", "b", "c"], ["x", "c"], {}),
        (["a", "b", "c"], ["c", "B", "a"], {}),
        ([], ["a"], {}),
    ],
)
def test_a_line_that_was_written_anew_in_its_place_is_the_same(
    before: list[str], after: list[str], renames: dict[str, str]
) -> None:
    assert rewritten(before, after) == renames
