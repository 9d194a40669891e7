from collections import Counter
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.planning.domain.apportion import (
    largest_remainder,
    normalised,
    sequence,
    shares_left,
    spread,
)

few = settings(max_examples=40)
shares = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 100), min_size=1)


def test_the_largest_fractions_get_what_is_left_over():
    assert largest_remainder({"craft": 45, "people": 35, "offers": 20}, 7) == {
        "craft": 3,
        "people": 3,
        "offers": 1,
    }


def test_equal_fractions_go_to_whoever_is_named_first():
    assert largest_remainder({"b": 1, "a": 1}, 3) == {"b": 2, "a": 1}


def test_nothing_wanted_gives_nothing():
    assert largest_remainder({"a": 0}, 0) == {}
    assert spread({}, [2, 3]) == [[], []]


@few
@given(shares, st.integers(0, 400))
def test_counts_add_up_and_stay_within_one_of_their_quota(wanted, total):
    counts = largest_remainder(wanted, total)

    assert sum(counts.values()) == total
    assert all(abs(counts[key] - share * total) < 1 for key, share in normalised(wanted).items())


@few
@given(shares, st.integers(0, 60))
def test_every_beginning_of_a_sequence_is_within_one_turn_of_the_shares(wanted, length):
    turns = sequence(wanted, length)

    for end in range(length + 1):
        so_far = Counter(turns[:end])
        assert all(abs(so_far[key] - share * end) < 1 for key, share in normalised(wanted).items())


@few
@given(shares, st.integers(0, 40), st.integers(0, 40))
def test_a_longer_sequence_starts_with_the_shorter_one(wanted, length, more):
    assert sequence(wanted, length + more)[:length] == sequence(wanted, length)


@few
@given(shares, st.lists(st.integers(0, 12), min_size=1, max_size=14))
def test_blocks_have_their_sizes_and_end_within_one_of_the_shares(wanted, sizes):
    blocks = spread(wanted, sizes)

    assert [len(block) for block in blocks] == sizes
    dealt = Counter(key for block in blocks for key in block)
    assert all(abs(dealt[key] - share * sum(sizes)) < 1 for key, share in normalised(wanted).items())


@few
@given(shares, st.lists(st.integers(1, 12), min_size=1, max_size=14), st.integers(1, 12))
def test_a_further_block_changes_nothing_before_the_former_last_one(wanted, sizes, another):
    before, after = spread(wanted, sizes), spread(wanted, [*sizes, another])

    assert after[: len(sizes) - 1] == before[:-1]


def test_the_whole_lands_on_the_largest_remainder():
    blocks = spread({"craft": 49, "people": 31, "offers": 20}, [3, 3, 4])

    assert Counter(key for block in blocks for key in block) == {"craft": 5, "people": 3, "offers": 2}


def test_what_stands_already_is_made_up_for_by_the_rest():
    left = shares_left({"craft": 50, "people": 50}, 10, {"craft": 4})

    assert left == {"craft": Fraction(1), "people": Fraction(5)}


def test_when_everybody_has_had_enough_the_shares_stay_as_they_were():
    assert shares_left({"craft": 50, "people": 50}, 2, {"craft": 2, "people": 2}) == {
        "craft": Fraction(1, 2),
        "people": Fraction(1, 2),
    }
