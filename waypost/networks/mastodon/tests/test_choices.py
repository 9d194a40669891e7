"""What a writer chooses beside the text, and videos: as the server has it, and as it comes out there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from waypost.networks.contract import LANGUAGE, POLL, Account, Handle, Outgoing, Rejected, TryLater
from waypost.networks.mastodon import measure, publish
from waypost.networks.mastodon.card import POLL_HIDES, POLL_SEVERAL, QUOTES, SENSITIVE, VISIBILITY, WARNING
from waypost.networks.mastodon.tests.fake import Ana
from waypost.networks.mastodon.tests.instance import Instance
from waypost.networks.mastodon.tests.keeping import Kept
from waypost.networks.tests.fakes import image, ready, video

POST = Outgoing(text="The tide turns at six.", key="k1")


def sent(instance: Instance, account: Account, outgoing: Outgoing) -> Kept:
    return instance.posts[ready(publish, account, outgoing).send(5).remote_id]


def chosen(instance: Instance, account: Account, options: Mapping[str, str]) -> Mapping[str, object]:
    return sent(instance, account, replace(POST, options=options)).said


def test_a_language_and_who_may_quote_go_along(instance: Instance, account: Account) -> None:
    said = chosen(instance, account, {LANGUAGE: "pt", QUOTES: "followers"})

    assert (said["language"], said["quote_approval_policy"]) == ("pt", "followers")


def test_what_only_followers_see_is_quoted_by_nobody(instance: Instance, account: Account) -> None:
    said = chosen(instance, account, {VISIBILITY: "private", QUOTES: "public"})

    assert said["quote_approval_policy"] == "nobody"


def test_a_poll_may_take_several_answers_and_hide_how_it_stands(instance: Instance, account: Account) -> None:
    several = {POLL: "Six\nSeven", POLL_SEVERAL: "yes", POLL_HIDES: "yes"}

    poll = chosen(instance, account, several)["poll"]

    assert poll == {"options": ["Six", "Seven"], "expires_in": 86_400, "multiple": True, "hide_totals": True}


def test_a_poll_that_is_too_long_for_the_server_is_refused_before_anything_appears(
    instance: Instance, account: Account
) -> None:
    instance.limits["polls"]["max_expiration"] = 3600

    with pytest.raises(Rejected, match="too soon"):
        sent(instance, account, replace(POST, options={POLL: "Six\nSeven"}))

    assert not instance.posts


@pytest.mark.parametrize(
    ("options", "hides_everything", "is_hidden"),
    [
        ({}, False, False),
        ({}, True, True),
        ({SENSITIVE: "yes"}, False, True),
        ({SENSITIVE: "no"}, True, False),
        ({SENSITIVE: "no", WARNING: "Fish"}, False, True),
    ],
)
def test_pictures_are_hidden_as_chosen_else_as_the_account_has_it(
    instance: Instance,
    account: Account,
    options: Mapping[str, str],
    hides_everything: bool,
    is_hidden: bool,
) -> None:
    instance.hides_everything = hides_everything

    kept = sent(instance, account, replace(POST, media=(image(),), options=options))

    assert kept.hidden is is_hidden


# Videos and focal points


def test_a_video_goes_out_with_its_words(instance: Instance, account: Account) -> None:
    kept = sent(instance, account, replace(POST, media=(video("Terns dive"),), format="video"))

    (number,) = kept.said["media_ids"]
    held = instance.media[number]
    assert (held["kind"], held["alt"], held["file"]["content_type"]) == ("video", "Terns dive", "video/mp4")
    assert held["file"]["content"] == video().read()
    assert [one.format for one in measure.history(account, "").posts] == ["video"]


def test_a_video_is_named_in_its_steps_and_waited_for_longer(instance: Instance, account: Account) -> None:
    instance.processing = 2
    outgoing = replace(POST, media=(video(),))
    upload, wait = publish.steps(account, outgoing)
    handles: dict[str, Handle] = {upload.name: publish.run_step(account, outgoing, upload.name, {})}

    with pytest.raises(TryLater) as caught:
        publish.run_step(account, outgoing, wait.name, handles)

    assert (upload.label, caught.value.after_seconds) == ("Upload video 1", 10)
    handles[wait.name] = publish.run_step(account, outgoing, wait.name, handles)
    publish.prepare(account, outgoing, handles).send(5)
    assert len(instance.media) == len(instance.posts) == 1


def test_a_video_beside_pictures_is_refused(account: Account, instance: Instance) -> None:
    call = ready(publish, account, replace(POST, media=(image(), video())))

    with pytest.raises(Rejected, match="Cannot attach a video"):
        call.send(5)

    assert not instance.posts


@pytest.mark.parametrize(
    ("focus", "said"),
    [((500, 500), ""), ((0, 0), "-1.00,1.00"), ((1000, 1000), "1.00,-1.00"), ((750, 400), "0.50,0.20")],
)
def test_what_must_stay_in_view_is_said_as_the_server_counts_it(
    instance: Instance, account: Account, focus: tuple[int, int], said: str
) -> None:
    kept = sent(instance, account, replace(POST, media=(replace(image(), focus=focus),)))

    assert instance.media[kept.said["media_ids"][0]]["focus"] == said


def test_who_answers_quietly_is_answered_quietly(instance: Instance, account: Account, ana: Ana) -> None:
    question = instance.write(ana.member, {"status": "@tern when?", "visibility": "unlisted"}).id

    kept = sent(instance, account, replace(POST, in_reply_to=question))

    assert kept.said["visibility"] == "unlisted"
