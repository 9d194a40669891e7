from waypost.loop.learning.domain.found import Findings, Found
from waypost.loop.learning.domain.handing import expected_of


def found(factor, level, value, *, is_said=True):
    return Found(factor, level, value, value - 0.1, value + 0.1, 20, is_said, is_clear=False)


def test_only_what_the_posts_can_carry_is_handed_down():
    findings = Findings(
        60, effects=(found("pillar", "craft", 0.3), found("format", "video", 0.5, is_said=False))
    )

    expected = expected_of(findings)

    assert expected.pillars == {"craft": 0.3}
    assert expected.formats == {}


def test_a_part_of_the_day_is_each_of_its_hours():
    expected = expected_of(Findings(60, effects=(found("hour", "week-morning", 0.2),)))

    assert expected.hours == {"week-7": 0.2, "week-8": 0.2, "week-9": 0.2}
