import pytest

from waypost.loop.planning.actions import ideas
from waypost.loop.planning.models import Idea, Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.models import Pillar
from waypost.toolkit.refusal import Refusal


def words(response) -> str:
    return response.content.decode()


def test_an_idea_is_caught_in_one_line(world):
    client = world.client("contributor")

    client.post("/tern/ideas", {"title": "Tide tables on every bag"})
    page = words(client.get("/tern/ideas"))

    assert "Tide tables on every bag" in page
    assert "1 idea waits for a slot." in page


def test_an_empty_list_teaches(world):
    assert "Ideas come at the wrong moment" in words(world.client("viewer").get("/tern/ideas"))


def test_an_idea_goes_into_a_slot_that_somebody_chooses(world):
    opened_quarter(world)
    idea = ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))
    slot, client = open_slot(world), world.client("manager")

    choices = words(client.get(f"/tern/ideas/{idea.pk}/slot"))
    answer = client.post(f"/tern/ideas/{idea.pk}/slot", {"slot": slot.pk})

    assert f'value="{slot.pk}"' in choices
    assert answer.url == f"/tern/slots/{slot.pk}"
    assert Slot.objects.get(pk=slot.pk).brief.title == "Tide tables"


def test_without_an_open_slot_the_page_leads_to_the_quarters(world):
    idea = ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))

    assert "No open slot" in words(world.client("manager").get(f"/tern/ideas/{idea.pk}/slot"))


def test_an_idea_is_archived_from_the_list(world):
    idea = ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))

    world.client("contributor").post(f"/tern/ideas/{idea.pk}/archive")

    assert Idea.objects.get().archived_at is not None


@pytest.mark.parametrize("tail", ["archive", "slot"])
def test_others_do_not_touch_ideas(world, tail):
    idea = ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))

    assert world.client("viewer").post(f"/tern/ideas/{idea.pk}/{tail}").status_code == 403
    assert world.client("outsider").post(f"/tern/ideas/{idea.pk}/{tail}").status_code == 404
    assert world.client("neighbour").post(f"/borg/ideas/{idea.pk}/{tail}").status_code == 404


def test_the_list_asks_the_database_at_most_fifteen_times(world, django_assert_max_num_queries):
    for number in range(5):
        ideas.capture(world.workspace, title=f"Idea {number}", by=world.actor("contributor"))
    client = world.client("manager")
    client.get("/tern/ideas")

    with django_assert_max_num_queries(15):
        client.get("/tern/ideas")


def test_ideas_that_fit_the_strategy_come_first_with_their_reasons(world):
    opened_quarter(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    for title, aim in (("Zzyzx", None), ("Oiling the deck", pillar), ("Qwerty", None)):
        ideas.capture(world.workspace, title=title, pillar=aim, by=world.actor("contributor"))

    page = words(world.client("viewer").get("/tern/ideas"))

    assert page.index("Oiling the deck") < page.index("Zzyzx")
    assert f"It belongs to the pillar “{pillar.label}”." in page
    assert "No pillar: nothing in the strategy says why it would be posted." in page


def test_without_a_strategy_nothing_is_judged(world):
    ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))

    page = words(world.client("viewer").get("/tern/ideas"))

    assert "Tide tables" in page
    assert "of 10" not in page


def test_an_idea_that_is_worth_doing_gets_the_pillar_its_words_point_to(world):
    opened_quarter(world)
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]
    idea = ideas.capture(world.workspace, title=f"More {pillar.label}", by=world.actor("contributor"))
    client = world.client("contributor")

    client.post(f"/tern/ideas/{idea.pk}/keeping")
    kept = Idea.objects.get()
    client.post(f"/tern/ideas/{idea.pk}/return")

    assert kept.kept_at is not None
    assert kept.pillar == pillar
    assert Idea.objects.get().kept_at is None


def test_an_archived_idea_comes_back(world):
    idea = ideas.capture(world.workspace, title="Tide tables", by=world.actor("contributor"))
    client = world.client("contributor")
    client.post(f"/tern/ideas/{idea.pk}/archive")

    client.post(f"/tern/ideas/{idea.pk}/return")

    assert Idea.objects.get().archived_at is None
    with pytest.raises(Refusal):
        ideas.put_back(Idea.objects.get(), by=world.actor("contributor"))


def test_a_column_shows_those_that_fit_best_and_the_others_when_asked(world):
    for number in range(14):
        ideas.capture(world.workspace, title=f"Idea {number:02}", by=world.actor("contributor"))
    client = world.client("viewer")

    first, everything = words(client.get("/tern/ideas")), words(client.get("/tern/ideas?all=1"))

    assert "2 more</a>" in first
    assert (first.count("board-card pillar"), first.count('class="board-idea"')) == (0, 12)
    assert everything.count('class="board-idea"') == 14
