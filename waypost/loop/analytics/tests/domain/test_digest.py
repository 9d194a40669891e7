import pytest

from waypost.foundation.workspaces.domain.roles import Role
from waypost.loop.analytics.domain.digest import Facts, Short, headline, lines_for

FULL = Facts(
    posts=9,
    points_off=8,
    points_before=6,
    short=tuple(Short(f"Channel {number}", 1, 3) for number in range(5)),
    without_why=1,
    furthest="Harbour life, 8 points over",
    goals_behind=("Shop orders",),
    goals=2,
    proposals=2,
    slots=11,
    empty_slots=4,
    in_review=1,
)


def test_the_week_in_a_sentence() -> None:
    assert headline(FULL) == "Last week: 9 posts, 8 points off plan (6 the week before)"
    assert headline(Facts(posts=1, points_off=1)) == "Last week: 1 post, 1 point off plan"
    assert headline(Facts(posts=0)) == "Last week: 0 posts"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_told_something_of_a_full_week_and_nothing_of_an_empty_one(role: Role) -> None:
    assert lines_for([role], FULL)
    assert lines_for([role], Facts(posts=0)) == []


def test_who_holds_several_roles_reads_each_line_once() -> None:
    lines = lines_for([Role.OWNER, Role.STRATEGIST, Role.MANAGER], FULL)

    assert len(lines) == len(set(lines))
    assert lines[0] == "Goals behind their pace: Shop orders"
    assert "This week 4 of 11 slots still wait for a post" in lines
    assert sum("of 3 posts" in line for line in lines) == 3


def test_what_is_in_order_is_said_too() -> None:
    told = lines_for([Role.OWNER], Facts(posts=3, goals=1, slots=2))

    assert told == ["Every goal that can be measured is on pace", "Every slot of this week has a post"]
