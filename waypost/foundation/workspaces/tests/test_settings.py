import pytest

from tests.world import World
from waypost.foundation.journal.queries import entries_of
from waypost.foundation.workspaces.actions import organisations, workspaces
from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/settings/"
GIVEN = {
    "name": "Tern & Tide",
    "size": "solo",
    "timezone": "Europe/Berlin",
    "locale": "de",
    "currency": "CHF",
    "strategy_check": "warn",
    "grace_minutes": 15,
}
"""What a form says where the box about overtaking is not ticked: nothing of it."""


def test_an_owner_sets_what_a_brand_lives_by(world: World) -> None:
    world.client("owner").post(HERE, GIVEN)

    assert Workspace.objects.filter(pk=world.workspace.pk, waiting_may_be_overtaken=False, **GIVEN).exists()


def test_whether_what_waits_may_be_overtaken_is_said_on_the_page(world: World) -> None:
    page = world.client("owner")
    page.post(HERE, {**GIVEN, "waiting_may_be_overtaken": "on"})

    assert Workspace.objects.get(pk=world.workspace.pk).waiting_may_be_overtaken
    assert "may be overtaken" in page.get(HERE).content.decode()


def test_a_new_time_zone_is_told_to_the_stages(world: World) -> None:
    workspaces.edit(world.workspace, timezone="Europe/Berlin", by=world.actor("owner"))

    entry = entries_of(world.workspace.pk).get(verb="workspace.timezone_changed")
    assert (entry.details["before"], entry.details["after"]) == ("Europe/Lisbon", "Europe/Berlin")


def test_nobody_but_an_owner_changes_the_settings(world: World) -> None:
    assert world.client("strategist").get(HERE).status_code == 403
    assert world.client("strategist").post(HERE, GIVEN).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [("size", "huge"), ("strategy_check", "shout"), ("grace_minutes", 100_000), ("name", " ")],
)
def test_a_value_that_cannot_be_is_refused_whoever_asks(world: World, field: str, value: object) -> None:
    with pytest.raises(Refusal) as refused:
        workspaces.edit(world.workspace, by=world.actor("owner"), **{field: value})

    assert field in refused.value.fields


@pytest.mark.parametrize(("field", "value"), [("size", "huge"), ("currency", "DOUBLOONS")])
def test_no_brand_is_founded_with_a_value_that_cannot_be(world: World, field: str, value: str) -> None:
    person, by = world.person("outsider"), world.actor("outsider")

    with pytest.raises(Refusal) as refused:
        workspaces.found(person, name="Mine", by=by, **{field: value})

    assert field in refused.value.fields
    assert not Workspace.objects.filter(name="Mine").exists()


def test_an_owner_of_every_brand_renames_the_organisation(world: World) -> None:
    world.client("owner").post(f"{HERE}organisation/", {"organisation-name": "Tern Group"})

    world.workspace.organisation.refresh_from_db()
    assert world.workspace.organisation.name == "Tern Group"


def test_an_owner_of_one_of_many_brands_does_not(world: World) -> None:
    Workspace.objects.create(organisation=world.workspace.organisation, name="Tern Films", slug="tern-films")

    with pytest.raises(NotAllowed, match="every brand"):
        organisations.rename(world.workspace, name="Mine", by=world.actor("owner"))
    assert b"Rename the organisation" not in world.client("owner").get(HERE).content


def test_a_brand_never_takes_an_address_of_the_program(world: World) -> None:
    person = world.person("outsider")

    founded = workspaces.found(person, name="Accounts", by=world.actor("outsider"))

    assert founded.slug == "accounts-2"
