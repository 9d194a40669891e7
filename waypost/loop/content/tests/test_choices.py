"""What a writer chooses beside the text on a network that offers it: visibility, a warning, a poll."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.content.actions import variants
from waypost.loop.content.domain.choices import check_poll, with_choices
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import outgoing_of
from waypost.loop.content.queries.findings import findings_of
from waypost.loop.content.tests.factories import approve, attached, drafted_post, submitted_post
from waypost.networks import registry
from waypost.networks.contract import Option, PollRules
from waypost.toolkit.refusal import Refusal

PICTURE = MediaPart(sha256="0", path="p.png", content_type="image/png", alt="The pier")


@pytest.fixture
def elephant(world: World) -> Channel:
    """A channel on a network with options, on a server with a limit of its own."""
    found = Channel.objects.create(
        workspace=world.workspace, key="elephant", network="mastodon", name="Elephant",
        handle="tern@tide.example", remote_id="1@tide.example", server="https://tide.example",
        terms={"text_limit": 40, "poll_answer_limit": 10}, connected_at=datetime(2026, 6, 1, tzinfo=UTC),
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


def test_a_choice_leaves_other_options_alone_and_a_blank_one_is_none() -> None:
    offered = (Option(name="who", label="Who"), Option(name="poll", label="Poll", lines=True))
    known = {"reply": "nobody", "who": "all"}

    assert with_choices(known, offered, {"who": " ", "poll": " Six \n\n Seven", "reply": "x"}) == {
        "reply": "nobody", "poll": "Six\nSeven",
    }  # fmt: skip


def test_what_is_chosen_is_kept_shown_and_part_of_what_is_approved(world: World, elephant: Channel) -> None:
    post = drafted_post(world, channel_keys=("elephant",), body="Which tide?")
    before = content_hash(outgoing_of(Variant.objects.get(post=post)))

    variant = save(
        world, post, elephant, option_visibility="unlisted", option_poll="Six\r\nSeven", option_poll_days="3"
    )

    assert variant.options == {"visibility": "unlisted", "poll": "Six\nSeven", "poll_days": "3"}
    assert content_hash(outgoing_of(variant)) != before
    shown = world.client("manager").get(page(post, elephant)).content.decode()
    assert "More for this channel" in shown
    assert '<option value="unlisted" selected' in shown
    assert codes(variant) == []


def test_whoever_approves_sees_what_was_chosen_and_that_it_changed(world: World, elephant: Channel) -> None:
    post = submitted_post(world, channel_keys=("elephant",), body="Which tide?")
    approve(world, post)
    variants.adapt(
        post,
        by=world.actor("manager"),
        channel=elephant,
        choices={"visibility": "private", "poll": "Six\nSeven"},
    )

    shown = world.client("approver").get(f"/tern/posts/{post.pk}/approval").content.decode()

    assert "Followers only" in shown
    assert "Six<br>Seven" in shown
    assert "What was chosen for this channel changed too." in shown
    assert "The same as what was approved" not in shown


def test_a_network_without_options_offers_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Channel, "card", replace(registry.card("sandbox"), options=()))
    post = drafted_post(world, body="Tide")

    assert (
        b"More for this channel"
        not in world.client("manager").get(page(post, world.channel("gallery"))).content
    )


def test_what_is_not_offered_is_refused(world: World, elephant: Channel) -> None:
    post = drafted_post(world, channel_keys=("elephant",))

    with pytest.raises(Refusal, match="Who sees it"):
        variants.adapt(post, by=world.actor("manager"), channel=elephant, choices={"visibility": "friends"})


def test_a_text_is_held_against_the_server_s_own_limit(world: World, elephant: Channel) -> None:
    fits = drafted_post(
        world, channel_keys=("elephant",), body="See https://tern.pt/a/very/long/address/that/counts/short"
    )

    assert codes(Variant.objects.get(post=fits)) == []
    assert codes(save(world, fits, elephant, text="a" * 41)) == ["text.too_long"]
    assert b"/40" in world.client("manager").get(page(fits, elephant)).content


def test_a_warning_counts_with_the_text(world: World, elephant: Channel) -> None:
    post = drafted_post(world, channel_keys=("elephant",), body="a" * 35)

    variant = save(world, post, elephant, option_content_warning="Fishes")

    assert codes(variant) == ["text.too_long"]


def test_what_is_being_chosen_is_checked_before_it_is_saved(world: World, elephant: Channel) -> None:
    post = drafted_post(world, channel_keys=("elephant",), body="Which?")
    said = {"channel": str(elephant.pk), "text": "", "version": "1", "option_poll": "Only one"}

    answer = world.client("manager").post(f"/tern/posts/{post.pk}/checks", said)

    assert "two answers at least" in answer.content.decode()


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("One", "poll.too_few"),
        ("1\n2\n3\n4\n5", "poll.too_many"),
        ("Six\nsix", "poll.repeats"),
        ("Six\nSeven o'clock", "poll.answer_too_long"),
    ],
)
def test_a_poll_is_held_against_the_limits(answers: str, code: str) -> None:
    snapshot = Snapshot("Which?", options={"poll": answers})

    (finding,) = check_poll(snapshot, PollRules(answer_limit=10), "Mastodon")

    assert finding.code == code
    assert finding.sentence


def test_a_question_that_is_the_first_line_alone_is_held_against_its_own_limit() -> None:
    rules, options = PollRules(question_limit=6), {"poll": "Six\nSeven"}

    (finding,) = check_poll(Snapshot("Which one?\nSay it.", options=options), rules, "Telegram")
    fits = list(check_poll(Snapshot("\nWhich?\nSay it below.", options=options), rules, "Telegram"))

    assert (finding.code, finding.details["over"], fits) == ("poll.question_too_long", 4, [])
    assert finding.sentence


def test_what_stands_under_the_question_is_held_against_its_own_limit() -> None:
    rules, options = PollRules(question_limit=9, rest_limit=6), {"poll": "Six\nSeven"}

    (finding,) = check_poll(Snapshot("Which one\nSay it.", options=options), rules, "Telegram")
    fits = list(check_poll(Snapshot("Which?\n\nSay it", options=options), rules, "Telegram"))

    assert (finding.code, finding.details["over"], fits) == ("poll.rest_too_long", 1, [])
    assert finding.sentence


def test_a_poll_has_no_pictures_and_a_question() -> None:
    snapshot = Snapshot(" ", options={"poll": "Six\nSeven", "poll_days": "30"}, media=(PICTURE,))
    found = [finding.code for finding in check_poll(snapshot, PollRules(seconds_max=86_400), "Mastodon")]

    assert found == ["poll.with_pictures", "poll.without_question", "poll.open_too_long"]


def test_beside_a_picture_a_text_counts_against_what_the_network_takes_there(world: World) -> None:
    channel = Channel.objects.create(
        workspace=world.workspace, key="telegram", network="telegram", name="Telegram", handle="@ternandtide",
        remote_id="-1001", connected_at=datetime(2026, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    world.channels.append(channel)
    post = drafted_post(world, channel_keys=("telegram",), body="x" * 1030)
    alone = world.client("manager").get(page(post, channel)).content.decode()

    attached(world, post)
    beside = world.client("manager").get(page(post, channel)).content.decode()

    assert "1030</span>/4096" in alone
    assert "1030</span>/1024" in beside
    assert codes(Variant.objects.get(post=post)) == ["text.too_long"]
