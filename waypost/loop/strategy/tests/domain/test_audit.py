from datetime import date, timedelta
from typing import Any

import pytest

from waypost.loop.strategy.domain.administrators import Administrator
from waypost.loop.strategy.domain.audit import Account, Activity, Finding, Standing, Verdict, findings

TODAY = date(2026, 11, 22)


def account(pk: int = 1, *, last: int | None = 3, posts: int | None = 40, **fields: Any) -> Account:
    """An account that is in order but for what is said; `last` are the days since its last post."""
    on = None if last is None else TODAY - timedelta(days=last)
    known: dict[str, Any] = {
        "network": "Mastodon",
        "name": f"Harbour {'abcdefgh'[pk]}",
        "has_owner": True,
        "purpose": "For visitors: what is on at the harbour.",
        "aim": 3,
        "looked": True,
        "activity": Activity(last_post_on=on, posts=posts),
    }
    return Account(id=pk, **{**known, **fields})


MARA, TOM = Administrator("Mara Lind", "owner"), Administrator("Tom Brandt")
GONE = Administrator("Jonas Beck", has_left=True)


def only(found: Account) -> Finding:
    return findings([found], TODAY)[0]


def codes(found: Finding) -> set[str]:
    return {flag.code for flag in found.flags}


def test_an_account_in_order_is_kept() -> None:
    found = only(account())

    assert (found.verdict, found.flags, found.standing) == (Verdict.KEEP, (), Standing.ACTIVE)


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (89, Standing.ACTIVE),
        (90, Standing.DORMANT),
        (179, Standing.DORMANT),
        (180, Standing.ABANDONED),
        (None, Standing.EMPTY),
    ],
)
def test_ninety_days_without_a_post_are_dormant(days: int | None, standing: Standing) -> None:
    assert only(account(last=days)).standing is standing


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"has_owner": False}, "owner"),
        ({"purpose": " "}, "purpose"),
        ({"is_connected": False}, "connection"),
        ({"missing": ("link",)}, "profile"),
        ({"looked": False}, "unseen"),
        ({"last": 95}, "dormant"),
        ({"last": None}, "empty"),
        ({"posts": 15}, "behind"),
        ({"administrators": ()}, "administrator"),
        ({"administrators": (MARA,)}, "alone"),
        ({"administrators": (MARA, TOM, GONE)}, "left"),
    ],
)
def test_every_red_flag_says_what_to_do(fields: dict[str, Any], code: str) -> None:
    found = only(account(**fields))

    assert codes(found) == {code}
    assert found.verdict is Verdict.FIX
    assert found.remedies


def test_a_rhythm_is_not_behind_where_nobody_counted_or_asked() -> None:
    assert only(account(posts=None)).flags == ()
    assert only(account(posts=1, aim=None)).flags == ()


def test_what_nobody_keeps_and_nobody_needs_is_cut() -> None:
    assert only(account(last=100, has_owner=False, purpose="")).verdict is Verdict.CUT
    assert only(account(last=200, purpose="")).verdict is Verdict.CUT
    assert only(account(last=100, purpose="")).verdict is Verdict.FIX


def test_of_two_twins_the_livelier_stays() -> None:
    old = account(1, name="Tern & Tide Official", last=60)
    new = account(2, name="tern_and_tide", last=2)

    found = {each.account.id: each for each in findings([old, new], TODAY)}

    assert found[1].verdict is Verdict.CUT
    assert found[2].verdict is Verdict.FIX
    assert codes(found[2]) == {"twin"}


def test_one_address_is_one_account_whatever_it_is_called() -> None:
    one, other = account(1, address="https://a.example/tern/"), account(2, address="https://A.example/tern")

    assert all(codes(found) == {"twin"} for found in findings([one, other], TODAY))


def test_a_number_tells_two_accounts_apart() -> None:
    found = findings([account(1, name="Shop 1"), account(2, name="Shop 2")], TODAY)

    assert [each.flags for each in found] == [(), ()]


def test_the_same_name_on_two_networks_is_no_twin() -> None:
    found = findings([account(1, name="Tern"), account(2, name="Tern", network="Bluesky")], TODAY)

    assert [each.verdict for each in found] == [Verdict.KEEP, Verdict.KEEP]


def test_what_costs_most_to_leave_comes_first() -> None:
    fine, behind, left = account(1), account(2, posts=5), account(3, last=300, has_owner=False)

    assert [found.account.id for found in findings([fine, behind, left], TODAY)] == [3, 2, 1]


def test_two_who_get_in_are_enough_and_who_was_not_asked_about_is_not_missed() -> None:
    assert only(account(administrators=(MARA, TOM))).flags == ()
    assert only(account(administrators=None)).flags == ()


def test_who_left_is_named_and_nobody_else_counts_as_getting_in() -> None:
    other = Administrator("Ida Holm", "agency", has_left=True)

    found = only(account(administrators=(GONE, other)))

    assert [flag.code for flag in found.flags] == ["left", "administrator"]
    assert found.flags[0].sentence == (
        "Jonas Beck and Ida Holm have left, and can still get in and change it."
    )
    assert found.flags[1].sentence == "Nobody who is still here administers it."
    assert found.remedies == (
        "take away the access of Jonas Beck and Ida Holm; find out how to get in, and let two people in"
    )


def test_an_account_that_somebody_left_with_comes_before_one_that_has_only_one_person() -> None:
    alone, left = account(1, administrators=(MARA,)), account(2, administrators=(MARA, TOM, GONE))

    assert [found.account.id for found in findings([alone, left], TODAY)] == [2, 1]
