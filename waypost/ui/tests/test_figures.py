from datetime import UTC, date, datetime

import pytest

from waypost.toolkit import clock
from waypost.ui.charts import round_scale
from waypost.ui.components.figures import SPACE, short_number
from waypost.ui.tests.render import Render


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (0.5, "0.5"),
        (940, "940"),
        (999.7, f"1{SPACE}k"),
        (1000, f"1{SPACE}k"),
        (12400, f"12.4{SPACE}k"),
        (124000, f"124{SPACE}k"),
        (1_250_000, f"1.2{SPACE}m"),
        (3_000_000_000, f"3{SPACE}bn"),
        (-12400, f"−12.4{SPACE}k"),
    ],
)
def test_a_number_is_typeset(value: float, shown: str) -> None:
    assert short_number(value) == shown


def test_the_exact_number_stays_in_the_markup(draw: Render) -> None:
    assert draw("{% number 12437 %}") == f'<data class="number" value="12437">12.4{SPACE}k</data>'


def test_a_share_is_shown_with_its_margin(draw: Render) -> None:
    assert f">31{SPACE}%<" in draw("{% percent 0.31 %}")
    assert f">3.1{SPACE}% ±{SPACE}0.4<" in draw("{% percent 0.031 0.004 %}")


@pytest.mark.parametrize(
    "source", ["{% number None %}", "{% percent None %}", "{% moment None %}", "{% day None %}"]
)
def test_what_is_not_known_is_said_to_be(source: str, draw: Render) -> None:
    assert "not known" in draw(source)


def test_a_moment_stands_on_the_wall_clock_of_its_zone(draw: Render) -> None:
    summer = datetime(2026, 3, 29, 8, 0, tzinfo=UTC)

    with clock.frozen_at(datetime(2026, 1, 1, tzinfo=UTC)):
        drawn = draw("{% moment at 'Europe/Lisbon' %}", at=summer)

    assert "Sun 29 Mar, 09:00" in drawn
    assert 'datetime="2026-03-29T08:00:00+00:00"' in drawn


def test_the_year_is_shown_only_where_it_is_another(draw: Render) -> None:
    with clock.frozen_at(datetime(2026, 1, 1, tzinfo=UTC)):
        assert ">Tue 31 Mar<" in draw("{% day on %}", on=date(2026, 3, 31))
        assert ">Wed 31 Mar 2027<" in draw("{% day on %}", on=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("highest", "scale"),
    [(0, [0, 1]), (1, [0, 0.25, 0.5, 0.75, 1]), (640, [0, 200, 400, 600, 800]), (9, [0, 2.5, 5, 7.5, 10])],
)
def test_an_axis_has_round_numbers_and_holds_the_highest(highest: float, scale: list[float]) -> None:
    assert round_scale(highest) == pytest.approx(scale)


def test_the_day_of_a_moment_is_the_day_on_its_zone_s_wall(draw: Render) -> None:
    late = datetime(2026, 8, 16, 23, 5, tzinfo=UTC)

    drawn = draw("{% day late zone %}", late=late, zone="Europe/Lisbon")

    assert 'datetime="2026-08-17"' in drawn
