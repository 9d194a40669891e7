from itertools import pairwise

from waypost.ui.dots import Dot, DotPlot
from waypost.ui.tests.render import Render

MORE = Dot("Harbour life", 0.32, 0.18, 0.48, 34, hue=4, href="/posts")
LESS = Dot("Texts", -0.2, -0.3, -0.08, 41)
WILD = Dot("Video", 3.0, -0.95, 40.0, 3, is_quiet=True)


def test_a_dot_stands_within_its_interval_and_nought_is_on_the_scale() -> None:
    plot = DotPlot("Clicks", [MORE, LESS])

    places = [plot.place(value) for value in (-0.3, -0.08, 0.0, 0.18, 0.32, 0.48)]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 1
    assert 0.0 in plot.marks


def test_one_wild_interval_does_not_squeeze_the_others() -> None:
    plot = DotPlot("Clicks", [MORE, WILD])

    assert plot.reach == (-0.8, 4.0)
    assert plot.place(40.0) == plot.place(4.0)


def test_marks_leave_room_for_their_words() -> None:
    for dots in ([MORE], [LESS], [MORE, LESS, WILD]):
        plot = DotPlot("Clicks", dots)
        places = [plot.place(mark) for mark in plot.marks]
        assert all(after - before > 0.17 for before, after in pairwise(places))


def test_every_row_says_its_figures_and_leads_to_its_posts(draw: Render) -> None:
    drawn = draw("{% dot_plot plot %}", plot=DotPlot("Clicks", [MORE, LESS, WILD]))

    assert "+32\u00a0%" in drawn
    assert "+18\u00a0% to +48\u00a0%" in drawn
    assert '<a href="/posts">34</a>' in drawn
    assert drawn.count("dots-quiet") == 1


def test_a_name_is_never_taken_for_markup(draw: Render) -> None:
    drawn = draw("{% dot_plot plot %}", plot=DotPlot("<b>", [Dot("<script>", 0, -0.1, 0.1, 1)]))

    assert "<script>" not in drawn
