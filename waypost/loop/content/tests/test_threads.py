"""A text too long for one post, sent as a thread where the writer asks for it and the network can."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import variants
from waypost.loop.content.domain.threads import is_asked, with_choice
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import outgoing_of
from waypost.loop.content.queries.findings import findings_of
from waypost.loop.content.tests.factories import approve, drafted_post, submitted_post
from waypost.networks import registry
from waypost.toolkit.refusal import Refusal

LONG = " ".join(f"Sentence number {number} about the tide." for number in range(20))


@pytest.fixture
def sky(world: World) -> Channel:
    """A channel on a network with threads."""
    found = Channel.objects.create(
        workspace=world.workspace, key="sky", network="bluesky", name="Sky", handle="tern.example",
        remote_id="did:plc:tern", server="https://pds.example", connected_at=datetime(2026, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    world.channels.append(found)
    return found


def page(post: Post, channel: Channel) -> str:
    return f"/tern/posts/{post.pk}?channel={channel.pk}"


def save(world: World, post: Post, channel: Channel, **said: str) -> Variant:
    post.refresh_from_db()
    known = {"text": "", "format": "", "version": str(post.version)}
    world.client("manager").post(f"/tern/posts/{post.pk}/channels/{channel.pk}", known | said)
    return Variant.objects.get(post=post, channel=channel)


def codes(variant: Variant) -> list[str]:
    return [finding.code for finding in findings_of(variant, ())]


def test_a_choice_leaves_every_other_option_alone() -> None:
    known = {"reply": "nobody"}

    assert with_choice(with_choice(known, True), False) == known
    assert is_asked(with_choice(known, True))


def test_a_long_text_stops_until_a_thread_is_asked_for(world: World, sky: Channel) -> None:
    post = drafted_post(world, channel_keys=("sky",), body=LONG)
    assert codes(Variant.objects.get(post=post)) == ["text.too_long"]

    variant = save(world, post, sky, thread="on")

    assert codes(variant) == []
    assert outgoing_of(variant).options == {"thread": "yes"}


def test_the_box_says_how_many_posts_it_makes(world: World, sky: Channel) -> None:
    post = drafted_post(world, channel_keys=("sky",), body=LONG)

    shown = world.client("manager").get(page(post, sky)).content.decode()

    assert "Send as a thread of 3" in shown


def test_a_network_without_threads_has_no_box_and_refuses(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Channel, "card", replace(registry.card("sandbox"), threads=False))
    post = drafted_post(world, body=LONG)
    gallery = world.channel("gallery")

    assert b"thread" not in world.client("manager").get(page(post, gallery)).content
    with pytest.raises(Refusal, match="has no threads"):
        variants.adapt(post, by=world.actor("manager"), channel=gallery, thread=True)


def test_a_part_that_cannot_be_cut_still_stops(world: World, sky: Channel) -> None:
    link = f"https://tern.example/{'a' * 320}"
    post = drafted_post(world, channel_keys=("sky",), body=f"{LONG} {link}")

    variant = save(world, post, sky, thread="on")

    (finding,) = findings_of(variant, ())
    assert finding.code == "text.too_long"
    assert post.body[finding.place.start : finding.place.end] == link[300:]


def test_asking_for_a_thread_ends_an_approval(world: World, sky: Channel) -> None:
    post = submitted_post(world, channel_keys=("sky",), body="A short text.")
    approve(world, post)
    assert Variant.objects.get(post=post).is_approved

    variant = save(world, post, sky, thread="on")

    assert not variant.is_approved


def test_a_first_comment_is_written_beside_the_text_and_shown_under_the_preview(world: World) -> None:
    post = drafted_post(world, body="High water at noon.")
    gallery = world.channel("gallery")

    variant = save(world, post, gallery, option_first_comment="The table is in our guide.")

    assert outgoing_of(variant).options == {"first_comment": "The table is in our guide."}
    shown = world.client("manager").get(page(post, gallery)).content.decode()
    assert "<dt>First comment</dt>" in shown


def test_a_first_comment_that_is_too_long_stops_the_post(world: World) -> None:
    post = drafted_post(world, body="High water at noon.")

    variant = save(world, post, world.channel("gallery"), option_first_comment="x" * 503)

    (finding,) = findings_of(variant, ())
    assert finding.sentence == "The first comment is 3 too long for Sandbox: 500 at most."


def test_the_voice_is_heard_in_the_first_comment_too(world: World) -> None:
    post = drafted_post(world, body="High water at noon.")

    variant = save(world, post, world.channel("gallery"), option_first_comment="What a Bargain this is.")

    (finding,) = findings_of(variant, ("bargain",))
    assert (finding.code, finding.severity) == ("comment.banned_word", "warn")
    assert "Bargain" in finding.sentence
