from waypost.ui.nav import Navigation, Stop
from waypost.ui.tests.render import Render


def test_a_part_of_the_frame_shows_the_counts_of_now(draw: Render) -> None:
    def shown(waiting: int) -> str:
        stops = (Stop("Publishing", "/tern/publishing/", waiting=waiting),)
        return draw('{% frame_part "places" navigation %}', navigation=Navigation(stops=stops))

    first, second = shown(3), shown(4)

    assert ">3<" in first
    assert ">4<" in second
    assert shown(3) == first
