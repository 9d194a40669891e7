"""A video goes to the service that prepares it, and hangs on its post with its words and its shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import httpx
import pytest

from waypost.networks import calling
from waypost.networks.bluesky import elsewhere, publish
from waypost.networks.bluesky.tests.pds import Pds
from waypost.networks.bluesky.tests.test_publish import POST, sent_record
from waypost.networks.contract import (
    Account,
    Captions,
    Handle,
    MediaFile,
    Outgoing,
    Rejected,
    TryLater,
)
from waypost.networks.tests.fakes import image
from waypost.toolkit import http

CONTENT = b"\x00\x00\x00\x18ftypmp42 a film of the tide"
FILM = MediaFile(
    content_type="video/mp4",
    sha256=sha256(CONTENT).hexdigest(),
    alt="The tide comes in",
    width=1920,
    height=1080,
    seconds=12.5,
    captions=(Captions(language="en", content=b"WEBVTT\n\n00:00.000 --> 00:02.000\nThe tide\n"),),
    content=CONTENT,
)
POSTED = replace(POST, media=(FILM,), format="video")


@pytest.fixture
def at_home() -> Iterator[None]:
    """An installation without a service for videos."""
    elsewhere.configure(video="")
    yield
    elsewhere.configure(video=elsewhere.VIDEO)


def patient(account: Account, outgoing: Outgoing) -> dict[str, Handle]:
    """Do every step, again and again where it says later."""
    handles: dict[str, Handle] = {}
    for step in publish.steps(account, outgoing):
        for _ in range(9):
            try:
                handles[step.name] = publish.run_step(account, outgoing, step.name, handles)
                break
            except TryLater:
                continue
    return handles


def embedded(pds: Pds, account: Account, outgoing: Outgoing) -> dict:
    sent = publish.prepare(account, outgoing, patient(account, outgoing)).send(5)
    return pds.records[sent.remote_id].value["embed"]


def test_a_video_hangs_on_its_post_with_alt_text_shape_and_captions(pds: Pds, account: Account) -> None:
    embed = embedded(pds, account, POSTED)

    (job,) = pds.video.jobs.values()
    assert (job.did, job.content) == (account.remote_id, CONTENT)
    assert embed["$type"] == "app.bsky.embed.video"
    assert (embed["video"]["mimeType"], embed["video"]["size"]) == ("video/mp4", len(CONTENT))
    assert (embed["alt"], embed["aspectRatio"]) == ("The tide comes in", {"width": 1920, "height": 1080})
    assert [(one["lang"], one["file"]["mimeType"]) for one in embed["captions"]] == [("en", "text/vtt")]


def test_until_the_video_is_prepared_the_post_waits_and_says_so(pds: Pds, account: Account) -> None:
    handles = {"film": publish.run_step(account, POSTED, "film", {})}

    with pytest.raises(TryLater, match=r"still preparing the video \(40%"):
        publish.run_step(account, POSTED, "video", handles)


def test_the_service_is_let_in_for_one_thing_at_one_place(pds: Pds, account: Account) -> None:
    publish.run_step(account, POSTED, "film", {})

    asked, left = pds.video.grants.values()
    assert (asked.audience, asked.method) == ("did:web:video.bsky.app", "app.bsky.video.getUploadLimits")
    assert (left.audience, left.method) == (f"did:web:{pds.host}", "com.atproto.repo.uploadBlob")


def test_a_video_that_the_service_has_already_is_not_prepared_twice(pds: Pds, account: Account) -> None:
    first = embedded(pds, account, POSTED)
    again = replace(POSTED, key="k2")

    assert embedded(pds, account, again)["video"] == first["video"]
    assert len(pds.video.jobs) == 1


def test_a_video_that_cannot_be_prepared_is_refused_with_what_the_service_said(
    pds: Pds, account: Account
) -> None:
    pds.video.fails = {"message": "Failed to process video", "failureCode": "encoding_failure"}

    with pytest.raises(Rejected, match=r"could not prepare the video: Failed to process video\.") as caught:
        patient(account, POSTED)

    assert caught.value.code == "encoding_failure"


def test_a_failure_that_carries_the_video_is_none(pds: Pds, account: Account) -> None:
    patient(account, POSTED)
    (number,) = pds.video.jobs
    (blob,) = [one for one in pds.blobs.values() if one["mimeType"] == "video/mp4"]
    pds.video.jobs[number].fails = {"error": "already_exists", "blob": blob}

    assert embedded(pds, account, POSTED)["video"] == blob


@pytest.mark.parametrize(
    "limits",
    [
        {"canUpload": False, "remainingDailyVideos": 0, "message": "Too many today"},
        {"canUpload": True, "remainingDailyVideos": 3, "remainingDailyBytes": 7},
    ],
)
def test_what_is_too_much_for_today_goes_out_later(
    pds: Pds, account: Account, limits: dict[str, object]
) -> None:
    pds.video.limits = limits

    with pytest.raises(TryLater) as caught:
        publish.run_step(account, POSTED, "film", {})

    assert caught.value.after_seconds >= 600
    assert not pds.video.jobs


def test_an_account_that_may_leave_no_videos_is_told_why(pds: Pds, account: Account) -> None:
    pds.video.limits = {"canUpload": False, "message": "You may not upload"}

    with pytest.raises(Rejected, match="You may not upload"):
        publish.run_step(account, POSTED, "film", {})


def test_an_account_without_a_confirmed_address_is_told_what_to_do(pds: Pds, account: Account) -> None:
    pds.video.unconfirmed = True

    with pytest.raises(Rejected, match="Confirm it there"):
        publish.run_step(account, POSTED, "film", {})


@pytest.mark.parametrize("status", [401, 403, 400])
def test_a_service_that_refuses_does_not_disconnect_the_account(
    pds: Pds, account: Account, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    said = {"error": "UploadForbidden", "message": "No."}
    monkeypatch.setattr(pds.video, "answer", lambda request: httpx.Response(status, json=said))

    with pytest.raises(Rejected, match="No"):
        publish.run_step(account, POSTED, "film", {})


@pytest.mark.parametrize("step", ["film", "video"])
def test_a_service_that_breaks_down_means_later(
    pds: Pds, account: Account, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    handles = {"film": publish.run_step(account, POSTED, "film", {})}

    def broken(request: httpx.Request) -> httpx.Response:
        raise http.UnreadableAnswer("reset")

    monkeypatch.setattr(pds.video, "answer", broken)

    with pytest.raises(TryLater):
        publish.run_step(account, POSTED, step, handles)


@pytest.mark.usefixtures("at_home")
def test_without_a_service_the_video_is_left_at_the_account_s_own_server(pds: Pds, account: Account) -> None:
    embed = embedded(pds, account, POSTED)

    assert embed["video"]["size"] == len(CONTENT)
    assert not pds.video.grants


@pytest.mark.usefixtures("pds", "at_home")
def test_a_video_has_the_time_that_it_needs_on_a_slow_line(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience: list[float] = []
    fetch = calling.fetch

    def noting(verb: str, url: str, **asked: Any) -> httpx.Response:
        patience.append(asked["deadline_seconds"])
        return fetch(verb, url, **asked)

    monkeypatch.setattr(calling, "fetch", noting)
    publish.run_step(account, POSTED, "film", {})

    assert max(patience) == calling.upload_seconds(http.Body(len(CONTENT), list)) > 60


def test_captions_that_are_too_long_are_refused_by_their_language(account: Account) -> None:
    long = replace(FILM, captions=(Captions(language="pt-BR", content=b"x" * 20_001),))

    with pytest.raises(Rejected, match="“pt-BR” are 20001 bytes long; Bluesky takes 20000"):
        publish.run_step(account, replace(POSTED, media=(long,)), "captions-1", {})


def test_captions_in_more_languages_than_a_post_may_carry_are_refused(account: Account) -> None:
    many = replace(FILM, captions=FILM.captions * 21)

    with pytest.raises(Rejected, match="20 languages"):
        publish.run_step(account, replace(POSTED, media=(many,)), "captions-1", {})


@pytest.mark.parametrize("media", [(FILM, image()), (image(), FILM), (FILM, FILM)])
def test_a_video_and_a_picture_do_not_go_together(
    pds: Pds, account: Account, media: tuple[MediaFile, ...]
) -> None:
    mixed = replace(POSTED, media=media)

    with pytest.raises(Rejected, match="one video, or pictures"):
        publish.prepare(account, mixed, patient(account, mixed))


def test_a_video_without_words_or_shape_says_neither(pds: Pds, account: Account) -> None:
    bare = replace(FILM, alt="", width=0, height=0, captions=())

    assert set(embedded(pds, account, replace(POSTED, media=(bare,)))) == {"$type", "video"}


def test_pictures_are_not_sent_to_the_service(pds: Pds, account: Account) -> None:
    sent_record(pds, account, replace(POST, media=(image(),)))

    assert not pds.video.grants
