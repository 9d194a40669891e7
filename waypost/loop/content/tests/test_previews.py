"""The preview of a post beside its text: as the network shows it."""

from html import unescape

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts, variants
from waypost.loop.content.forms.posts import VariantForm
from waypost.ui.addresses import reverse


def account(world: World, network: str) -> Channel:
    keeper = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    return by_hand.connect(
        world.workspace, network=network, handle="@tern", kept_by=keeper, by=world.actor("owner")
    )


def page_of(world: World, channel: Channel, text: str, **choices: str) -> str:
    manager = world.actor("manager")
    post = posts.draft(world.workspace, by=manager, body=text, channels=[channel])
    variants.adapt(post, channel=channel, choices=choices, by=manager)
    address = reverse("content:post", kwargs={"workspace": world.workspace.slug, "post_id": post.pk})
    return unescape(world.client("manager").get(f"{address}?channel={channel.pk}").content.decode())


def test_a_video_s_title_stands_above_its_description_and_a_long_one_folds(world: World) -> None:
    page = page_of(world, account(world, "youtube"), "The tide turns at six. " * 12, title="Six o'clock tide")

    assert '<p class="preview-title" dir="auto">Six o\'clock tide</p>' in page
    assert 'class="preview preview-below"' in page
    assert '<span class="preview-fold">… more</span>' in page
    assert "YouTube wants this with every post: Made for children." in page
    assert "Wanted with every post. The law wants an answer with every video." in page
    assert "Not said yet" in page


def test_only_what_the_network_makes_a_link_is_shown_as_one(world: World) -> None:
    text = "By @ana, #tide: https://tern.pt/prints"

    on_x, on_instagram = (page_of(world, account(world, name), text) for name in ("x", "instagram"))

    assert '<span class="preview-lit">https://tern.pt/prints</span>' in on_x
    assert '<span class="preview-lit">#tide</span>' in on_instagram
    assert '<span class="preview-lit">https://tern.pt/prints</span>' not in on_instagram
    assert "On Instagram nobody can follow a link in the text." in on_instagram


def test_what_is_wanted_with_every_post_lies_open(world: World) -> None:
    assert VariantForm(account(world, "pinterest")).has_choices
    assert not VariantForm(account(world, "x")).has_choices
