"""How listening is found: from the strategy always, on the way once something is in it."""

from tests.world import World
from waypost.loop.listening.tests.factories import noted_trend, waiting_trend
from waypost.loop.strategy.tests.factories import accepted_strategy

FRONT = "/tern/listening/"


def test_an_empty_front_page_teaches_what_it_is_for(world: World) -> None:
    page = world.client("manager").get(FRONT).content.decode()

    assert "worn out after a week" in page
    assert "Note a trend" in page


def test_it_is_on_the_way_once_something_is_in_it(world: World) -> None:
    client = world.client("manager")
    before = client.get("/tern/notices/").content.decode()

    noted_trend(world)
    after = client.get("/tern/notices/").content.decode()

    assert FRONT not in before
    assert FRONT in after


def test_what_waits_for_its_day_does_not_count_as_waiting_for_somebody(world: World) -> None:
    waiting_trend(world)

    page = world.client("manager").get(FRONT).content.decode()

    assert "Nothing needs a decision today." in page
    assert "comes back" in page


def test_the_strategy_leads_to_it(world: World) -> None:
    accepted_strategy(world)

    assert FRONT in world.client("viewer").get("/tern/strategy/").content.decode()


def test_home_says_what_waits_to_be_judged_to_those_who_judge(world: World) -> None:
    noted_trend(world)

    judges = world.client("manager").get("/tern/").content.decode()
    reads = world.client("viewer").get("/tern/").content.decode()

    assert "1 trend or network waits to be judged." in judges
    assert "Nothing new waits to be judged." in reads
