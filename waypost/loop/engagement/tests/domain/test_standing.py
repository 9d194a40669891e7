"""Who waits, and since when, follows from what was said and from what we knew."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.engagement.domain.standing import Turn, standing_of
from waypost.loop.engagement.domain.states import State, state_of
from waypost.loop.engagement.domain.waits import how_long, in_short

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
EVER = NINE - timedelta(days=400)


def theirs(order: int, minutes: int = 0) -> Turn:
    return Turn(order, False, NINE + timedelta(minutes=minutes))


def ours(order: int, minutes: int = 0, **details: bool) -> Turn:
    return Turn(order, True, NINE + timedelta(minutes=minutes), **details)


def waiting_since(*turns: Turn, seen_to: int = 0, news_from: datetime = EVER) -> datetime | None:
    return standing_of(turns, seen_to=seen_to, news_from=news_from).waiting_since


def test_somebody_waits_since_their_first_word_that_nobody_answered() -> None:
    assert waiting_since(theirs(1), ours(2, 5), theirs(3, 8), theirs(4, 20)) == NINE + timedelta(minutes=8)


def test_an_answer_ends_the_waiting() -> None:
    assert waiting_since(theirs(1), theirs(2, 3), ours(3, 5)) is None


def test_an_answer_that_never_leaves_is_none() -> None:
    assert waiting_since(theirs(1), ours(2, 5, stands=False)) == NINE


def test_what_was_said_before_our_answer_and_came_after_it_still_waits() -> None:
    assert waiting_since(theirs(1), ours(2, 10), theirs(3, 7)) == NINE + timedelta(minutes=7)


def test_what_somebody_closed_does_not_wait_and_what_comes_later_does() -> None:
    assert waiting_since(theirs(1), seen_to=1) is None
    assert waiting_since(theirs(1), theirs(2, 9), seen_to=1) == NINE + timedelta(minutes=9)


def test_history_does_not_wait() -> None:
    assert waiting_since(theirs(1), news_from=NINE + timedelta(minutes=1)) is None


def test_only_what_was_sent_counts_as_answered() -> None:
    standing = standing_of(
        [theirs(1), ours(2, 5, is_sent=True), theirs(3, 6), ours(4, 9)], seen_to=0, news_from=EVER
    )

    assert standing.answered_at == NINE + timedelta(minutes=5)
    assert standing.last == 4


turns = st.lists(
    st.builds(theirs, st.integers(1, 30), st.integers(0, 60))
    | st.builds(ours, st.integers(1, 30), st.integers(0, 60)),
    min_size=1,
    max_size=10,
    unique_by=lambda turn: turn.order,
)


@given(turns, st.randoms(use_true_random=False), st.integers(0, 30))
def test_the_order_in_which_turns_are_given_changes_nothing(
    said: list[Turn], chance: object, seen_to: int
) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert standing_of(shuffled, seen_to=seen_to, news_from=EVER) == standing_of(
        said, seen_to=seen_to, news_from=EVER
    )


def test_whoever_waits_reopens_what_was_closed() -> None:
    assert state_of(is_closed=True, waiting_since=NINE) is State.WAITING
    assert state_of(is_closed=True, waiting_since=None) is State.CLOSED
    assert state_of(is_closed=False, waiting_since=None) is State.OPEN


def test_a_wait_is_said_in_its_largest_unit() -> None:
    def said(**span: float) -> tuple[str, str]:
        now = NINE + timedelta(**span)
        return how_long(NINE, now), in_short(NINE, now)

    assert said(seconds=20) == ("less than a minute", "0 min")
    assert said(minutes=1, seconds=30) == ("1 minute", "1 min")
    assert said(hours=3, minutes=59) == ("3 hours", "3 h")
    assert said(hours=47) == ("47 hours", "47 h")
    assert said(days=9) == ("9 days", "9 d")
    assert said(minutes=-5) == ("less than a minute", "0 min")
