"""One post for ten channels: what each network counts, cuts and refuses stands on the one page, which asks no more for it."""

import io
import re
from html import unescape

import pytest

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import attachments, media, posts
from waypost.loop.content.models import Post
from waypost.loop.content.tests.pictures import png
from waypost.networks import registry
from waypost.networks.contract import Ability
from waypost.ui.addresses import reverse

PROGRAMS, HANDS = 8, ("instagram", "threads")
WORDS = "The tide turns at six, and the jetty is ours until noon. " * 10


@pytest.fixture
def ten(world: World) -> list[Channel]:
    """Eight channels on which programs post, over all networks where they do, and two by hand."""
    able = [name for name in registry.names() if Ability.PUBLISH in registry.abilities(name)]
    by_programs = [
        Channel.objects.create(
            workspace=world.workspace,
            key=f"pier-{number}",
            network=able[number % len(able)],
            name=f"Pier {number}",
            handle=f"@pier{number}",
            remote_id=f"pier{number}",
            server="https://pier.example",
            health=Channel.Health.CONNECTED,
        )
        for number in range(PROGRAMS)
    ]
    keeper = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    owner = world.actor("owner")
    return by_programs + [
        by_hand.connect(world.workspace, network=name, handle="@tern", kept_by=keeper, by=owner)
        for name in HANDS
    ]


@pytest.fixture
def carousel(world: World, ten: list[Channel]) -> Post:
    """A post of three pictures, of which the last is far wider than Instagram shows."""
    manager = world.actor("manager")
    post = posts.draft(world.workspace, by=manager, body=WORDS.strip(), channels=ten)
    for number, width in enumerate((1080, 1081, 3000)):
        file = io.BytesIO(png(width, 1080, 90 + number))
        kept = media.add(
            world.workspace, by=manager, file=file, name=f"tide{number}.png", alt=f"Tide {number}"
        )
        attachments.attach(post, by=manager, media=kept)
    return post


def address(post: Post) -> str:
    return reverse("content:post", kwargs={"workspace": "tern", "post_id": post.pk})


def test_every_channel_stands_there_with_its_own_count(
    world: World, ten: list[Channel], carousel: Post
) -> None:
    page = unescape(world.client("manager").get(address(carousel)).content.decode())

    for channel in ten:
        said = channel.texts.count(carousel.body)
        tab = re.search(rf'<a class="tab"[^>]*\?channel={channel.pk}"[^>]*>(.*?)</a>', page, re.DOTALL)
        assert tab, channel.name
        shown = re.sub(r"<[^>]*>|\s", "", tab[1])
        # Some networks take less beside pictures than alone.
        counted = re.search(rf"{said.length}/(\d+)", shown.replace(",", ""))
        assert counted, shown
        assert 0 < int(counted[1]) <= said.limit


def test_what_is_too_long_is_said_for_each_network(world: World, ten: list[Channel], carousel: Post) -> None:
    page = unescape(world.client("manager").get(address(carousel)).content.decode())

    over = [each for each in ten if each.texts.count(carousel.body).over]
    assert len(over) > 2
    for channel in over:
        count = channel.texts.count(carousel.body)
        assert f"{count.over} too many for {channel.card.label}: {count.length} of {count.limit}." in page
        assert f">{channel.name}</a>: {count.over} too many" in page or channel == over[0]


def test_what_a_network_cuts_is_said_where_the_post_is_written(world: World, carousel: Post) -> None:
    page = unescape(world.client("manager").get(address(carousel)).content.decode())

    assert re.search(r"Instagram shows \d+ % of picture 3\.", page)


def test_ten_channels_ask_no_more_than_two(
    world: World, carousel: Post, django_assert_max_num_queries
) -> None:
    client = world.client("manager")

    with django_assert_max_num_queries(15):
        assert client.get(address(carousel)).status_code == 200
    with django_assert_max_num_queries(15):
        assert client.post(f"{address(carousel)}/checks", {"body": WORDS}).status_code == 200
