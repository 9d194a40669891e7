import re
from itertools import pairwise

import pytest

from waypost.ui.charts import Chart, Part, Progress, Series
from waypost.ui.components.drawing import draw as place
from waypost.ui.loop import LoopStop, round_route, route
from waypost.ui.tests.render import Render


def test_a_mix_shows_target_and_actual_in_the_pillar_s_colour(draw: Render) -> None:
    drawn = draw("{% mix_band parts %}", parts=[Part("The work", 2, 0.25, 0.31)])

    assert 'style="--hue: 2; --share: 0.2500"' in drawn
    assert 'style="--hue: 2; --share: 0.3100"' in drawn
    assert Part("The work", 2, 0.25, 0.31).points_off == 6.0


def test_a_mix_without_actual_shares_shows_targets_only(draw: Render) -> None:
    drawn = draw("{% mix_band parts %}", parts=[Part("The work", 2, 0.25)])

    assert "mix-actual" not in drawn
    assert Part("The work", 2, 0.25).points_off is None


def test_a_goal_is_behind_when_time_ran_faster() -> None:
    assert Progress(0.34, 0.41).is_behind
    assert not Progress(0.41, 0.41).is_behind
    assert not Progress(1.1, 0.9).is_behind


def test_a_goal_bar_never_leaves_its_track(draw: Render) -> None:
    assert "--reached: 100.00%; --pace: 0.00%" in draw("{% goal_bar 1.4 -0.1 %}")


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawing = place(Chart("Saves", ["a", "b", "c", "d"], [Series("Saves", [1, 2, None, 4])]))

    assert re.sub(r"[\d. ]", "", drawing.series[0].path) == "MLM"


def test_bars_stand_on_the_floor_and_skip_what_is_not_known() -> None:
    drawing = place(Chart("Saves", ["a", "b"], [Series("Saves", [4, None])], kind="bar"))

    assert len(drawing.series[0].bars) == 1
    bar = drawing.series[0].bars[0]
    assert float(bar.y) + float(bar.height) == float(drawing.floor)


def test_a_year_of_days_is_labelled_sparsely() -> None:
    drawing = place(Chart("Saves", [str(day) for day in range(365)], [Series("Saves", [1.0] * 365)]))

    assert len(drawing.ticks) <= 12


def test_every_chart_has_its_table(draw: Render) -> None:
    drawn = draw("{% chart chart %}", chart=Chart("Saves", ["W1"], [Series("Gallery", [12400])]))

    assert '<th scope="row">W1</th>' in drawn
    assert "12.4" in drawn


def test_the_loop_passes_every_stop_and_closes() -> None:
    stops = [LoopStop(str(number)) for number in range(9)]

    for drawn in (route(stops), round_route(stops)):
        ends = re.findall(r"(\d+) (\d+) (?=C|$)", drawn.way + drawn.return_way)
        on_the_curve = {(int(x), int(y)) for x, y in ends}
        places = {(round(p.x * drawn.width / 100), round(p.y * drawn.height / 100)) for p in drawn.stops}
        assert all(any(abs(x - a) < 2 and abs(y - b) < 2 for a, b in on_the_curve) for x, y in places)
        assert drawn.whole.startswith("M")
        assert drawn.whole.endswith("Z")


def test_the_loop_goes_out_above_and_comes_back_below() -> None:
    drawn = route([LoopStop(name) for name in ("strategy", "planning", "content", "publishing")])

    assert [placed.side for placed in drawn.stops] == ["above", "above", "below", "below"]
    assert drawn.stops[0].x < drawn.stops[1].x
    assert drawn.stops[2].x > drawn.stops[3].x


@pytest.mark.parametrize("number", [8, 9, 10])
def test_no_two_stops_of_a_row_stand_nearer_than_their_words_have_room(number: int) -> None:
    drawn = route([LoopStop(f"Stage {each}") for each in range(number)])

    for side in ("above", "below"):
        places = sorted(placed.x for placed in drawn.stops if placed.side == side)
        assert all(after - before >= drawn.room - 0.01 for before, after in pairwise(places))
        assert places[0] >= drawn.room / 2 or not drawn.is_crowded
    assert drawn.is_crowded == (number > 8)


def test_a_loop_of_one_stop_or_none_is_drawn_as_well() -> None:
    assert len(route([LoopStop("strategy")]).stops) == 1
    assert route([]).stops == ()
    assert round_route([]).stops == ()
