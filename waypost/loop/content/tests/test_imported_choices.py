"""Columns that say something about one network become choices there; what has no place here is named, never dropped in silence."""

import pytest

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.domain.sheets import options
from waypost.loop.content.domain.sheets.options import FORMAT, Chosen
from waypost.loop.content.domain.sheets.reading import Sheet, understand
from waypost.loop.content.models import Post
from waypost.loop.content.queries import variants_of
from waypost.loop.content.tests.test_imports import handed_over, imported, rows
from waypost.networks import registry
from waypost.networks.contract import FIRST_COMMENT
from waypost.toolkit.sheets import read

HEAD = "Text,Date,Time,Draft,Instagram,Pinterest,Youtube,Picture Url 1"
ROW = "Low tide.,2030-05-02,09:00:00,FALSE"


def sheet(text: str) -> Sheet:
    return understand(read(text.encode()), "Europe/Lisbon")


def connected(world: World, network: str) -> Channel:
    return by_hand.connect(
        world.workspace,
        network=network,
        handle=f"tern-{network}",
        address=f"https://{network}.example/tern",
        kept_by=Member.objects.get(workspace=world.workspace, person=world.person("manager")),
        by=world.actor("owner"),
    )


@pytest.mark.parametrize(
    "target",
    dict.fromkeys([*options.METRICOOL.values(), *options.BUFFER.values(), *options.SPOKEN.values()]),
    ids=lambda target: target.label,
)
def test_every_choice_is_one_that_the_networks_card_offers(target: options.Target) -> None:
    card = registry.card(target.network)
    offered = {option.name: option for option in card.options}

    if target.option == FORMAT:
        assert {value for value in target.values.values() if value} <= set(card.formats)
    else:
        known = {value for value, _words in offered[target.option].values}
        assert set(target.values.values()) <= known or not target.values
        assert bool(target.values) == bool(known)


def test_a_row_chooses_on_each_network_what_its_columns_say(world: World) -> None:
    film, pins, pictures = (connected(world, name) for name in ("youtube", "pinterest", "instagram"))
    head = f"{HEAD},Youtube Video Title,Youtube Video Privacy,Youtube video for kids,Pinterest Board,Pinterest Pin Title,Instagram Post Type,First Comment Text"
    made = imported(
        world,
        f'{head}\n{ROW},TRUE,TRUE,TRUE,,Terns at low tide,unlisted,FALSE,Coast,"Terns, again",STORY,More below.\n',
    )

    assert rows(made) == [("new", [])]
    said = {variant.channel: variant for variant in variants_of(Post.objects.get())}
    assert said[film].options == {
        "title": "Terns at low tide",
        "audience": "unlisted",
        "for_children": "no",
        FIRST_COMMENT: "More below.",
    }
    assert (said[pins].options["board"], said[pins].options["title"]) == ("Coast", "Terns, again")
    assert "title" not in said[pictures].options
    assert said[pictures].format == "story"


def test_a_choice_that_is_none_here_is_left_open_and_said(world: World) -> None:
    film = connected(world, "youtube")
    made = imported(world, f"{HEAD},Youtube Video Privacy\n{ROW},FALSE,FALSE,TRUE,,SUBSCRIBERS\n")

    assert rows(made) == [
        (
            "new",
            ["“SUBSCRIBERS” cannot be chosen for “YouTube: who sees it”: that is left open."],
        )
    ]
    [variant] = variants_of(Post.objects.get())
    assert (variant.channel, variant.options) == (film, {})


def test_buffers_board_is_a_pins_board() -> None:
    found = sheet("Text,Image URL,Tags,Posting Time,Board Name\nLow tide.,,,2030-05-02 09:00,Coast\n")

    assert found.posts[0].chosen == (Chosen("pinterest", "board", "Coast"),)
    assert found.left_out == ()


def test_a_sheet_of_ones_own_is_guessed_and_said_to_be() -> None:
    found = sheet("Text,YouTube title,Instagram type\nLow tide.,Terns,Reels\n")

    assert [column.guess for column in found.columns] == [True, True, True]
    assert found.posts[0].chosen == (
        Chosen("youtube", "title", "Terns"),
        Chosen("instagram", FORMAT, "video"),
    )


def test_columns_that_are_not_taken_are_named_where_something_stands_in_them() -> None:
    found = sheet(
        f"{HEAD},TikTok disable duet,GBP Post Type,Youtube playlist\n{ROW},TRUE,TRUE,TRUE,,FALSE,EVENT,\n"
    )

    assert found.left_out == ("GBP Post Type",)


def test_the_page_names_what_is_not_taken_and_what_a_column_chooses(world: World) -> None:
    table = f"{HEAD},Youtube Video Title,GBP Post Type,Youtube Video Privacy\n{ROW},FALSE,FALSE,FALSE,,Terns,EVENT,paid\n"
    made = handed_over(world, table)

    page = " ".join(world.client("manager").get(f"/tern/imports/{made.pk}").content.decode().split())

    assert "Something stands in 1 column that Waypost has no place for" in page
    assert "left out: GBP Post Type." in page
    assert "YouTube: title" in page
    assert "“paid” cannot be chosen for “YouTube: who sees it”" in page


def test_somebody_may_still_say_that_such_a_column_means_something_else(world: World) -> None:
    made = handed_over(world, f"{HEAD},Youtube Video Title\n{ROW},FALSE,FALSE,FALSE,,Terns\n")
    client = world.client("manager")
    said = {f"column_{place}": "" for place in range(9)}
    said |= {"format": "metricool", "column_0": "text", "column_8": "title"}

    client.post(f"/tern/imports/{made.pk}", {**said, "start": "yes"})

    post = Post.objects.get()
    assert (post.title, post.body) == ("Terns", "Low tide.")
