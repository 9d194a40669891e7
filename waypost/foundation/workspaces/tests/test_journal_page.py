from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor

HERE = "/tern/journal/"


def happened(world: World, count: int, by: Actor) -> None:
    for _ in range(count):
        record("channel.renamed", world.channels[0], by=by)


def test_the_journal_says_what_happened_and_who_did_it(world: World) -> None:
    happened(world, 1, world.actor("manager"))

    page = world.client("approver").get(HERE).content.decode()

    assert "Channel renamed" in page
    assert "Mateus Ribeiro" in page


def test_a_client_does_not_read_the_journal(world: World) -> None:
    assert world.client("client").get(HERE).status_code == 403


def test_the_neighbour_s_journal_stays_the_neighbour_s(world: World) -> None:
    record("channel.renamed", world.other_channel, by=world.actor("neighbour"))

    page = world.client("owner").get(HERE)

    assert page.context["entries"] == []


def test_it_can_be_narrowed_to_a_person_and_to_a_kind(world: World) -> None:
    happened(world, 2, world.actor("manager"))
    record("workspace.edited", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk)
    client = world.client("owner")

    by_owner = client.get(HERE, {"who": world.person("owner").pk}).context["entries"]
    about_channels = client.get(HERE, {"about": "channels"}).context["entries"]

    assert [entry.verb for entry in by_owner] == ["workspace.edited"]
    assert {entry.verb for entry in about_channels} == {"channel.renamed"}


def test_that_people_were_told_is_shown_only_when_asked_for(world: World) -> None:
    record("notice.told", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk)
    client = world.client("owner")

    everything = client.get(HERE).context["entries"]
    notices = client.get(HERE, {"about": "notices"}).context["entries"]

    assert everything == []
    assert [entry.verb for entry in notices] == ["notice.told"]


def test_nonsense_in_the_address_shows_everything(world: World) -> None:
    happened(world, 1, world.actor("manager"))

    page = world.client("owner").get(HERE, {"who": "x' OR 1", "before": "yesterday", "about": "nothing"})

    assert len(page.context["entries"]) == 1


def test_older_entries_are_a_page_away_and_the_cost_stays(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    happened(world, 60, world.actor("manager"))
    client = world.client("owner")

    with django_assert_max_num_queries(15):
        first = client.get(HERE)
    second = client.get(f"{HERE}?{first.context['older']}")

    assert len(first.context["entries"]) == 50
    assert len(second.context["entries"]) == 10
    assert second.context["older"] == ""
