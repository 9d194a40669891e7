import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.promotion.actions import creators
from waypost.loop.promotion.models import Creator
from waypost.loop.promotion.tests.factories import look_of, looked_at, noted, shortlisted
from waypost.loop.strategy.tests.factories import accepted_strategy


def address(name: str, creator: Creator | None = None) -> str:
    kwargs = {"workspace": "tern", **({"creator_id": creator.pk} if creator else {})}
    return reverse(f"promotion:{name}", kwargs=kwargs)


def page(world: World, where: str, role: str = "marketer") -> str:
    return world.client(role).get(where).content.decode()


def test_an_empty_list_teaches_and_offers_the_first_step(world: World) -> None:
    assert address("creator_new") in page(world, address("creators"))
    assert address("creator_new") not in page(world, address("creators"), "contributor")


def test_the_stage_is_on_the_way_once_somebody_is_in_it(world: World) -> None:
    home = reverse("home:home", kwargs={"workspace": "tern"})
    link = f'href="{address("creators")}"'
    assert link not in page(world, home)

    noted(world)

    assert link in page(world, home)
    assert link not in page(world, home, "viewer")


def test_a_creator_is_written_down(world: World) -> None:
    accepted_strategy(world)
    said = {"name": "Rosa Lind", "network": "Instagram", "followers": "12400", "asks": "240.50"}

    answer = world.client("marketer").post(address("creator_new"), said)

    creator = Creator.objects.get()
    assert answer["Location"] == address("creator", creator)
    assert creator.asks_minor == 24_050
    assert "240.50 EUR" in page(world, address("creator", creator))


def test_an_amount_finer_than_the_currency_is_asked_for_again(world: World) -> None:
    Workspace.objects.filter(pk=world.workspace.pk).update(currency="JPY")
    said = {"name": "Rosa", "network": "Instagram", "asks": "240.5"}

    answer = world.client("marketer").post(address("creator_new"), said)

    assert answer.status_code == 422
    assert "decimal places" in answer.content.decode()


def test_who_is_known_already_is_said_at_the_name(world: World) -> None:
    noted(world)

    answer = world.client("marketer").post(
        address("creator_new"), {"name": "Rosa Lind", "network": "instagram"}
    )

    assert answer.status_code == 422
    assert "written down already" in answer.content.decode()


def test_what_was_seen_is_saved_and_judged(world: World) -> None:
    creator = noted(world)
    said = {"looked": "on", "mark-fit": "5", "why-fit": "Marta follows her", "signs": ["leaps"]}

    answer = world.client("marketer").post(address("creator", creator), said)

    assert answer.status_code == 302
    shown = page(world, address("creator", creator))
    assert "Marta follows her" in shown
    assert "Followers came in leaps" in shown
    assert "Still to look at: whom they reach" in shown


def test_a_mark_that_nobody_offers_is_refused_and_nothing_is_saved(world: World) -> None:
    creator = looked_at(world)

    answer = world.client("marketer").post(address("creator", creator), {"mark-fit": "9"})

    assert answer.status_code == 422
    assert creator.marks.get(criterion="fit").mark == 5


def test_the_dialog_decides_and_the_page_keeps_the_reason(world: World) -> None:
    creator = shortlisted(world)
    assert "Say yes" in page(world, address("creator", creator))
    assert "Say yes" not in page(world, address("creator", creator), "manager")

    world.client("marketer").post(
        address("creator_decision", creator), {"go": "no", "reason": "Lives too far away."}
    )

    shown = page(world, address("creators"))
    assert "Lives too far away." in shown
    assert "The criteria said that day: fits" in page(world, address("creator", creator))
    assert "This was decided otherwise." in page(world, address("creator", creator))


def test_a_decision_without_a_reason_says_what_is_missing(world: World) -> None:
    creator = shortlisted(world)

    answer = world.client("marketer").post(
        address("creator_decision", creator), {"go": "yes", "reason": ""}, follow=True
    )

    assert "why in a sentence" in answer.content.decode()
    creator.refresh_from_db()
    assert creator.is_shortlisted


def test_solo_is_not_asked_who_writes_to_them(world: World) -> None:
    creator = shortlisted(world)
    Workspace.objects.filter(pk=world.workspace.pk).update(size="solo")

    assert 'name="responsible"' not in page(world, address("creator", creator))


def test_the_shortlist_stands_side_by_side_the_best_first(world: World) -> None:
    shortlisted(world, "Anna")
    rosa = noted(world, "Rosa")
    creators.look_at(
        rosa, look=look_of(world, {"fit": 5, "honest": 5, "craft": 5, "cost": 5}), by=world.actor("marketer")
    )
    creators.shortlist(rosa, by=world.actor("marketer"))
    looked_at(world, "Not there")

    shown = page(world, address("comparison"))

    assert shown.index(">Rosa<") < shown.index(">Anna<")
    assert "Not there" not in shown
    assert "Honest following" in shown


@pytest.mark.parametrize("ticked", ["abc", "999999", "1" * 30])
def test_ticks_that_name_nobody_show_how_it_is_done(world: World, ticked: str) -> None:
    answer = world.client("marketer").get(address("comparison"), {"creator": ticked})

    assert "Nobody to compare" in answer.content.decode()


def test_a_contributor_reads_marks_without_a_form(world: World) -> None:
    creator = looked_at(world)

    shown = page(world, address("creator", creator), "contributor")

    assert "Honest following" in shown
    assert "mark-honest" not in shown


def test_the_strategy_leads_to_its_creators(world: World) -> None:
    accepted_strategy(world)
    strategy = reverse("strategy:strategy", kwargs={"workspace": "tern"})

    assert address("creators") in page(world, strategy)
    assert address("creators") not in page(world, strategy, "viewer")


def test_many_creators_ask_no_more_than_few(world: World, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        looked_at(world, f"Creator {number}")
    client = world.client("marketer")
    client.get(address("creators"))

    with django_assert_max_num_queries(13):
        client.get(address("creators"))
    with django_assert_max_num_queries(15):
        client.get(address("creator", Creator.objects.all()[0]))
