"""Publishing to Slack, where it goes beyond the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest

from waypost.networks.contract import Account, Disconnected, Handle, Outgoing, Rejected, Sent, TryLater
from waypost.networks.slack import change, publish
from waypost.networks.slack.card import LINK_PREVIEW
from waypost.networks.slack.tests.fake import Ana
from waypost.networks.slack.tests.workspace import Workspace
from waypost.networks.tests.fakes import Troubled, answering, image, ready
from waypost.toolkit import clock, http

POST = Outgoing(text="The tide turns at six.", key="k1")
PICTURES = replace(POST, media=(image("One"), image("")), format="carousel")


def send(account: Account, outgoing: Outgoing) -> Sent:
    return ready(publish, account, outgoing).send(5)


def said(workspace: Workspace, account: Account, outgoing: Outgoing) -> dict[str, Any]:
    return workspace.messages[send(account, outgoing).remote_id].said


def look(account: Account, outgoing: Outgoing, known: frozenset[str] = frozenset()) -> Sent | None:
    return publish.find(account, outgoing, clock.now() - timedelta(minutes=1), known)


def test_a_plain_message_carries_its_mark_and_nothing_that_nobody_chose(
    workspace: Workspace, account: Account
) -> None:
    assert said(workspace, account, POST) == {
        "channel": workspace.channel,
        "text": POST.text,
        "metadata": {"event_type": "waypost_post", "event_payload": {"key": "k1"}},
    }


def test_previews_of_links_are_left_out_where_the_writer_says_so(
    workspace: Workspace, account: Account
) -> None:
    body = said(workspace, account, replace(POST, options={LINK_PREVIEW: "hide"}))

    assert (body["unfurl_links"], body["unfurl_media"]) == (False, False)


def test_signs_with_a_meaning_are_escaped(workspace: Workspace, account: Account) -> None:
    assert (
        said(workspace, account, replace(POST, text="Fish & <chips>"))["text"] == "Fish &amp; &lt;chips&gt;"
    )


def test_a_message_is_read_in_the_channel_and_an_answer_in_its_thread(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    sent = send(account, POST)
    comment = ana.says("When?", under=sent.remote_id)
    answer = send(account, Outgoing(text="At ten.", key="a", in_reply_to=comment))

    page = f"{workspace.address}/archives/{workspace.channel}"
    assert sent.url == f"{page}/p{sent.remote_id.replace('.', '')}"
    assert answer.url == (
        f"{page}/p{answer.remote_id.replace('.', '')}?thread_ts={sent.remote_id}&cid={workspace.channel}"
    )


def test_an_answer_to_an_answer_stands_in_the_thread_of_the_one_at_the_top(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    post = send(account, POST).remote_id
    comment = ana.says("When?", under=post)

    assert (
        said(workspace, account, Outgoing(text="At ten.", key="a", in_reply_to=comment))["thread_ts"] == post
    )


def test_an_answer_to_what_is_gone_is_refused(account: Account) -> None:
    with pytest.raises(Rejected, match="no longer there"):
        ready(publish, account, Outgoing(text="At ten.", key="a", in_reply_to="1700000000.000100"))


# Pictures


def test_words_above_pictures_are_escaped_too(workspace: Workspace, account: Account) -> None:
    body = said(workspace, account, replace(PICTURES, text="Fish & chips"))

    assert body["blocks"][0]["text"]["text"] == body["text"] == "Fish &amp; chips"


def test_pictures_stand_under_the_words_in_their_order_with_their_alt_texts(
    workspace: Workspace, account: Account
) -> None:
    words, first, second = said(workspace, account, PICTURES)["blocks"]

    assert words["text"]["text"] == POST.text
    assert [first["alt_text"], second["alt_text"]] == ["One", "Picture 2"]
    assert [workspace.files[one["slack_file"]["id"]]["alt"] for one in (first, second)] == ["One", ""]
    assert workspace.files[first["slack_file"]["id"]]["content"] == image().read()


def test_a_picture_is_left_where_nobody_sees_it_until_a_message_shows_it(
    workspace: Workspace, account: Account
) -> None:
    ready(publish, account, PICTURES).close()

    completed = [call.said for call in workspace.calls if call.method == "files.completeUploadExternal"]
    assert len(completed) == 2
    assert all(set(one) == {"files"} for one in completed)
    assert workspace.messages == {}


def test_a_picture_that_is_being_processed_is_waited_for_and_not_uploaded_again(
    workspace: Workspace, account: Account
) -> None:
    workspace.processing = 2
    outgoing = replace(POST, media=(image(),))
    upload, wait = publish.steps(account, outgoing)
    handles = {upload.name: publish.run_step(account, outgoing, upload.name, {})}

    with pytest.raises(TryLater):
        publish.run_step(account, outgoing, wait.name, handles)
    handles[wait.name] = publish.run_step(account, outgoing, wait.name, handles)
    publish.prepare(account, outgoing, handles).send(5)

    assert len(workspace.files) == len(workspace.messages) == 1


def test_a_picture_that_slack_forgot_to_process_is_tried_again(
    workspace: Workspace, account: Account
) -> None:
    outgoing = replace(POST, media=(image(),))
    call = ready(publish, account, outgoing)
    next(iter(workspace.files.values()))["type"] = ""

    with pytest.raises(TryLater, match="still processing"):
        call.send(5)

    assert workspace.messages == {}


def test_a_file_that_is_no_picture_is_refused(workspace: Workspace, account: Account) -> None:
    content = b"%PDF-1.7"
    media = replace(image(), content=content, sha256=sha256(content).hexdigest())

    with pytest.raises(Rejected, match="no picture"):
        ready(publish, account, replace(POST, media=(media,)))


def test_the_address_of_an_upload_gets_no_token_and_stands_in_no_message(
    workspace: Workspace, account: Account
) -> None:
    def refusing(request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith("/upload/"):
            return httpx.Response(500, request=request)
        return workspace.answer(request, http.Deadline(5))

    with http.wired(Troubled(workspace, instead=refusing)), pytest.raises(http.UnreadableAnswer) as caught:
        publish.run_step(account, PICTURES, "upload-1", {})

    assert "upload/" not in str(caught.value)


# What an answer means


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "token_expired"])
def test_a_token_that_is_taken_back_means_disconnected(
    workspace: Workspace, account: Account, error: str
) -> None:
    with pytest.raises(Disconnected, match="no longer accepts"):
        answered(workspace, account, error)


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived", "missing_scope", "restricted_action"])
def test_a_channel_that_is_closed_to_us_says_what_to_do(
    workspace: Workspace, account: Account, error: str
) -> None:
    with pytest.raises(Disconnected, match=r"\. \w.*\.$"):
        answered(workspace, account, error)


@pytest.mark.parametrize("error", ["fatal_error", "internal_error", "request_timeout", "never_heard_of"])
def test_an_error_after_which_the_message_may_stand_there_is_a_doubt(
    workspace: Workspace, account: Account, error: str
) -> None:
    with pytest.raises(http.UnreadableAnswer, match=error):
        answered(workspace, account, error)


@pytest.mark.parametrize("error", ["ratelimited", "rate_limited"])
def test_a_pause_asked_for_in_words_is_a_pause(workspace: Workspace, account: Account, error: str) -> None:
    with pytest.raises(TryLater) as caught:
        answered(workspace, account, error)

    assert [(told.limit, told.left) for told in caught.value.allowances] == [("messages", 0)]


def answered(workspace: Workspace, account: Account, error: str) -> None:
    call = ready(publish, account, POST)
    with http.wired(Troubled(workspace, instead=answering(200, f'{{"ok": false, "error": "{error}"}}'))):
        # The call was connected before; it goes by the wire of then.
        call.close()
        publish.prepare(account, POST, {}).send(5)


# The mark, and the look


def test_a_message_whose_answer_is_lost_is_found_by_its_mark_among_equal_words(
    workspace: Workspace, account: Account
) -> None:
    send(account, replace(POST, key="other"))
    workspace.loses_answers = 1
    with pytest.raises(http.UnreadableAnswer):
        send(account, POST)
    send(account, replace(POST, key="later"))

    found = look(account, POST)

    assert found is not None
    assert workspace.messages[found.remote_id].said["metadata"]["event_payload"] == {"key": "k1"}
    assert look(account, POST, frozenset({found.remote_id})) is None


def test_an_answer_is_found_in_its_thread_and_nowhere_else(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    first, second = (ana.says("Number") for _ in range(2))
    sent = send(account, Outgoing(text="Thank you!", key="a", in_reply_to=first))

    assert look(account, Outgoing(text="Thank you!", key="a", in_reply_to=first)) == sent
    assert look(account, Outgoing(text="Thank you!", key="a", in_reply_to=second)) is None
    assert look(account, Outgoing(text="Thank you!", key="a")) is None


def test_an_answer_under_a_message_that_is_gone_is_gone(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    comment = ana.says("When?")
    outgoing = Outgoing(text="At ten.", key="a", in_reply_to=comment)
    sent = send(account, outgoing)
    del workspace.messages[comment], workspace.messages[sent.remote_id]

    assert look(account, outgoing) is None


def test_the_look_turns_pages(workspace: Workspace, account: Account, ana: Ana) -> None:
    sent = send(account, POST)
    for number in range(450):
        ana.says(f"Number {number}")
    workspace.calls.clear()

    assert look(account, POST) == sent
    assert [call.method for call in workspace.calls].count("conversations.history") == 3


def test_somebody_else_s_mark_is_not_ours(workspace: Workspace, account: Account, ana: Ana) -> None:
    workspace.write(
        ana.user, {"text": POST.text, "metadata": {"event_type": "other", "event_payload": {"key": "k1"}}}
    )

    assert look(account, POST) is None


# Changes


def test_an_edit_takes_the_pictures_away_and_keeps_the_mark(workspace: Workspace, account: Account) -> None:
    sent = send(account, PICTURES)

    change.edit(account, sent.remote_id, replace(POST, text="At seven."), {})

    kept = workspace.messages[sent.remote_id].said
    assert (kept["text"], kept["blocks"]) == ("At seven.", [])
    assert look(account, POST) == sent


def test_an_edit_brings_other_pictures(workspace: Workspace, account: Account) -> None:
    sent = send(account, POST)
    handles: dict[str, Handle] = {}
    for step in publish.steps(account, PICTURES):
        handles[step.name] = publish.run_step(account, PICTURES, step.name, handles)

    change.edit(account, sent.remote_id, PICTURES, handles)

    assert [block["type"] for block in workspace.messages[sent.remote_id].said["blocks"]] == [
        "section", "image", "image",
    ]  # fmt: skip


def test_a_message_with_answers_is_gone_though_a_stone_stands_there(
    workspace: Workspace, account: Account, ana: Ana
) -> None:
    sent = send(account, POST)
    ana.says("When?", under=sent.remote_id)

    change.delete(account, sent.remote_id, POST.key)

    assert look(account, POST) is None
    with pytest.raises(Rejected, match="no longer there"):
        ready(publish, account, Outgoing(text="At ten.", key="a", in_reply_to=sent.remote_id))
