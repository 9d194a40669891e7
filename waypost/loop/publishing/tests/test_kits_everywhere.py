"""What the table of abilities says of a network on which a person posts, their kit holds."""

import io
from datetime import timedelta
from html import unescape

from tests.world import World
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import attachments, media, posts, reviews, variants
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Media
from waypost.loop.content.tests.factories import approve, video
from waypost.loop.content.tests.pictures import png
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.sender import PUBLISHER
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.handing import link, work
from waypost.networks import registry
from waypost.networks.contract import FIRST_COMMENT, POLL
from waypost.networks.tests.showing import shows
from waypost.toolkit import clock

WORDS = "The tide turns at six."
LONG = "The tide turns at six, and we print what it leaves. "
COMMENT = "Prints by the door."
ANSWERS = ("At dawn", "At dusk")
NAMED = "A name that its people gave it"


def kit_on(
    world: World, network: str, text: str, *, pictures: int = 0, film: Media | None = None, **chosen: str
) -> str:
    """The page of the kit that a person was just given for their account, with all that the network wants."""
    card, manager = registry.card(network), world.actor("manager")
    channel = by_hand.connect(
        world.workspace,
        network=network,
        known_as=NAMED if card.named_by_account else "",
        handle="@tern",
        kept_by=Member.objects.get(workspace=world.workspace, person=world.person("manager")),
        by=world.actor("owner"),
    )
    wanted = {
        each.name: each.values[0][0] if each.values else "Tide" for each in card.options if each.required
    }
    thread = bool(chosen.pop("thread", ""))
    shows = {"text", "image"} & set(card.formats)
    film = film or (None if shows else fitting_video(world))
    local = clock.to_local(clock.now(), world.workspace.timezone).replace(second=0, microsecond=0)
    with clock.frozen_at(clock.now() - timedelta(days=2)):
        post = posts.draft(
            world.workspace, by=manager, body=text, channels=[channel], reasons=Reasons(reactive=True)
        )
        if film is not None:
            attachments.attach(post, by=manager, media=film)
        for number in range(pictures or int("text" not in shows and film is None)):
            file = io.BytesIO(png(1080, 1080, 90 + number))
            picture = media.add(world.workspace, by=manager, file=file, name="tide.png", alt=f"Tide {number}")
            attachments.attach(post, by=manager, media=picture)
        choices = wanted | chosen
        variants.adapt(post, channel=channel, text="", thread=thread, choices=choices, by=manager)
        posts.plan(post, by=manager, local=local)
        post.refresh_from_db()
        reviews.submit(post, by=manager)
        approve(world, post)
        schedule.follow(post, by=PUBLISHER)
    publication = work(Publication.objects.select_related("workspace", "channel", "post").get(post=post))
    assert publication.state == State.HANDED, publication.reason
    return unescape(world.client("nobody").get(link(world, publication)).content.decode())


def fitting_video(world: World) -> Media:
    """A video that says it is as large and as long as every network wants it: it leaves as it is."""
    film = video(world)
    measures = {"width": 720, "height": 1280, "seconds": 8.0, "alt": "The tide comes in"}
    Media.objects.filter(pk=film.pk).update(**measures)
    film.refresh_from_db()
    return film


@shows("posts", by_hand=True)
def test_a_person_gets_the_words(world: World, sender: str) -> None:
    assert f">{WORDS}</textarea>" in kit_on(world, sender, WORDS)


@shows("carousels", by_hand=True)
def test_a_person_gets_every_picture_with_what_it_shows(world: World, sender: str) -> None:
    page = kit_on(world, sender, WORDS, pictures=3)

    assert [f"Save picture {number}" in page for number in range(1, 5)] == [True, True, True, False]
    assert all(f"cannot see it: Tide {number}" in page for number in range(3))


@shows("videos", by_hand=True)
def test_a_person_gets_the_video_with_what_it_shows(world: World, sender: str) -> None:
    page = kit_on(world, sender, WORDS, film=fitting_video(world))

    assert "Save video 1" in page
    assert "cannot see it: The tide comes in" in page


@shows("threads", by_hand=True)
def test_a_person_gets_a_thread_in_its_parts(world: World, sender: str) -> None:
    text = LONG * (1 + int(1.5 * registry.card(sender).text_limit / len(LONG)))

    page = kit_on(world, sender, text.strip(), thread="yes")

    parts = registry.texts(sender).split(text.strip())
    assert len(parts) > 1
    assert all(f">{part}</textarea>" in page for part in parts)


@shows("polls", by_hand=True)
def test_a_person_gets_the_answers_of_a_poll(world: World, sender: str) -> None:
    page = kit_on(world, sender, WORDS, **{POLL: "\n".join(ANSWERS)})

    assert all(answer in page for answer in ANSWERS)


@shows("first comment", by_hand=True)
def test_a_person_gets_the_first_comment(world: World, sender: str) -> None:
    assert f">{COMMENT}</textarea>" in kit_on(world, sender, WORDS, **{FIRST_COMMENT: COMMENT})
