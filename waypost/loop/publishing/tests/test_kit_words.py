"""What a kit holds beside the text: a thread's parts, what was chosen, the first comment."""

from datetime import timedelta
from html import unescape

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts, reviews, variants
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.tests.factories import approve
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.handing import link, work
from waypost.networks.contract import FIRST_COMMENT
from waypost.toolkit import clock

LONG = "The tide turns at six, and we print what it leaves. " * 8
COMMENT = "Prints by the door: https://tern.example/prints"


def kit_on(
    world: World, network: str, text: str, thread: bool = False, **choices: str
) -> tuple[Publication, str]:
    """A post that a person was just given for their account of a network, and the page of its kit."""
    manager = world.actor("manager")
    channel = by_hand.connect(
        world.workspace,
        network=network,
        handle="@tern",
        kept_by=Member.objects.get(workspace=world.workspace, person=world.person("manager")),
        by=world.actor("owner"),
    )
    local = clock.to_local(clock.now(), world.workspace.timezone).replace(second=0, microsecond=0)
    with clock.frozen_at(clock.now() - timedelta(days=2)):
        post = posts.draft(
            world.workspace, by=manager, body=text, channels=[channel], reasons=Reasons(reactive=True)
        )
        variants.adapt(
            post, channel=channel, text="", thread=thread, choices=choices, by=manager, form="text"
        )
        posts.plan(post, by=manager, local=local)
        post.refresh_from_db()
        reviews.submit(post, by=manager)
        approve(world, post)
        schedule.follow(post, by=PUBLISHER)
    publication = work(Publication.objects.select_related("workspace", "channel", "post").get(post=post))
    assert publication.state == State.HANDED, publication.reason
    return publication, unescape(world.client("nobody").get(link(world, publication)).content.decode())


def test_a_thread_comes_in_its_parts_and_the_comment_with_it(world: World) -> None:
    publication, page = kit_on(world, "x", LONG, thread=True, **{FIRST_COMMENT: COMMENT})

    parts = publication.channel.texts.split(publication.text)
    assert len(parts) == 2
    assert all(f">{part}</textarea>" in page for part in parts)
    assert "Copy part 2" in page
    assert f">{COMMENT}</textarea>" in page
    assert Publication.objects.filter(post=publication.post).count() == 1


def test_what_was_chosen_stands_in_the_kit_in_words(world: World) -> None:
    _, page = kit_on(world, "x", "The tide.", replies="mentioned")

    assert "Choose there" in page
    assert "Accounts that we mention" in page
    assert "Say this right under it" not in page
