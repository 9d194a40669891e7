"""A message ends under the same root whatever came before it."""

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.engagement.domain.threads import Said, roots_of


def test_a_message_that_names_its_root_is_under_it() -> None:
    assert roots_of([Said("b", in_reply_to="a", root="post")], {})["b"] == "post"


def test_a_message_that_answers_one_we_know_is_under_its_root() -> None:
    assert roots_of([Said("c", in_reply_to="b")], {"b": "post"})["c"] == "post"


def test_a_message_that_stands_alone_is_its_own_root() -> None:
    assert roots_of([Said("a")], {}) == {"a": "a"}


def test_what_was_rooted_at_a_message_goes_with_it_when_that_arrives() -> None:
    roots = roots_of([Said("b", in_reply_to="a")], {"c": "b"})

    assert roots["c"] == roots["b"] == "a"


def test_a_circle_ends() -> None:
    roots = roots_of([Said("a", in_reply_to="b"), Said("b", in_reply_to="a"), Said("c", in_reply_to="b")], {})

    assert roots == {"a": "a", "b": "a", "c": "a"}


@st.composite
def threads(draw: st.DrawFn) -> list[Said]:
    """Messages that point at earlier ones, at posts, at what we never see, or at nothing."""
    said: list[Said] = []
    for number in range(draw(st.integers(1, 12))):
        earlier = [one.remote_id for one in said]
        above = draw(st.sampled_from(["", "post", "unseen", *earlier]))
        said.append(Said(f"m{number:02}", in_reply_to=above, root=draw(st.sampled_from(["", "", above]))))
    return said


@given(threads(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_and_any_pages_give_the_same_roots(said: list[Said], chance: object, size: int) -> None:
    whole = roots_of(said, {})
    shuffled = [*said, *said[:3]]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    known: dict[str, str] = {}
    for start in range(0, len(shuffled), size):
        new = [one for one in shuffled[start : start + size] if one.remote_id not in known]
        roots = roots_of(new, known)
        known = {one: roots[root] for one, root in known.items()} | {
            one.remote_id: roots[one.remote_id] for one in new
        }

    assert known == {one.remote_id: whole[one.remote_id] for one in said}
