from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from waypost.foundation.channels.domain.guide import Block, Span, read
from waypost.foundation.channels.models import TokenLife
from waypost.toolkit import clock

HERE = "/tern/channels/"
HOUR = timedelta(hours=1)


def test_a_channel_says_in_words_how_it_is_and_that_it_is_simulated(world: World) -> None:
    page = world.client("viewer").get(HERE).content.decode()

    assert "The Tide Journal" in page
    assert page.count("Connected</span>") == 3
    assert page.count("Simulated</span>") == 3
    assert "Open an account" not in page


def test_a_brand_without_channels_is_offered_the_sandbox(world: World) -> None:
    for channel in world.channels:
        channel.delete()

    page = world.client("manager").get(HERE).content.decode()

    assert "No channel yet" in page
    assert "Open an account and connect it" in page


def test_the_list_costs_the_same_however_long_it_is(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        World._channel(world.workspace, f"extra-{number}", f"Extra {number}")
    client = world.client("manager")

    with django_assert_max_num_queries(10):
        client.get(HERE)


def test_the_page_to_connect_says_how_to_get_a_token(world: World) -> None:
    page = world.client("manager").get(f"{HERE}connections/sandbox/").content.decode()

    assert "<strong>Accounts</strong>" in page
    assert 'name="server"' not in page


def test_a_channel_s_page_says_what_it_can_carry(world: World) -> None:
    page = world.client("viewer").get(f"{HERE}{world.channel('gallery').pk}/").content.decode()

    assert "4 images" in page
    assert "Disconnect" not in page


def test_a_guide_is_read_as_blocks_and_spans() -> None:
    blocks = read(
        "# Title\n\nSay **hello** to `it`,\nand [look](https://a.example).\n\n1. One\n   more\n2. Two\n\n- a\n\n## Then"
    )

    text, numbered, bullets, heading = blocks
    assert text == Block(
        "paragraph",
        (
            (
                Span("text", "Say "),
                Span("strong", "hello"),
                Span("text", " to "),
                Span("code", "it"),
                Span("text", ", and "),
                Span("link", "look", "https://a.example"),
                Span("text", "."),
            ),
        ),
    )
    assert numbered == Block("numbered", ((Span("text", "One more"),), (Span("text", "Two"),)))
    assert bullets == Block("list", ((Span("text", "a"),),))
    assert heading == Block("heading", ((Span("text", "Then"),),))


def test_a_guide_s_link_never_leads_into_a_script() -> None:
    (block,) = read("[click](javascript:alert(1))")

    assert all(span.kind == "text" for line in block.lines for span in line)


@pytest.mark.parametrize(
    ("life", "said"),
    [
        ({"renews": True}, "Waypost renews it by itself before that"),
        ({"renews": False}, "you are told ahead of time"),
        (
            {"renews": True, "tries": 2, "trouble": "Nobody answers."},
            "could not be asked for one: Nobody answers.",
        ),
        (
            {"renews": True, "refused_at": HOUR, "warned_at": HOUR, "trouble": "Used before."},
            "Sandbox does not renew it: Used before.",
        ),
        ({"renews": False, "warned_at": HOUR}, "Sandbox does not renew it. Whoever connects it again"),
    ],
)
def test_a_channel_says_how_long_its_token_is_good(world: World, life: dict[str, Any], said: str) -> None:
    gallery, now = world.channel("gallery"), clock.now()
    moments = {name: now + value for name, value in life.items() if value is HOUR}
    TokenLife.objects.create(
        workspace=world.workspace, channel=gallery, given_at=now, due_at=now, ends_at=now + HOUR, **life | moments
    )  # fmt: skip
    client = world.client("manager")

    assert said in client.get(f"{HERE}{gallery.pk}/").content.decode()

    assert ("Stops soon" in client.get(HERE).content.decode()) == ("warned_at" in life)


def test_a_token_that_does_not_end_is_not_spoken_of(world: World) -> None:
    page = world.client("manager").get(f"{HERE}{world.channel('gallery').pk}/").content.decode()

    assert "token is valid" not in page
