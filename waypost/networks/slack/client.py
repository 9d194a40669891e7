"""Calls to Slack's Web API, and what its answers mean (https://docs.slack.dev/apis/web-api, 2026-11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, Field, ValidationError

from waypost.networks import calling
from waypost.networks.contract import REST, Account, Disconnected, Per, Rejected, TryLater
from waypost.networks.slack.card import CARD
from waypost.toolkit import http

_BUSY_SECONDS = 30.0
_UPLOAD_SECONDS = 60.0

# The codes are those of the methods' own pages; one that stands nowhere here is a doubt.
_SIGNED_OUT = frozenset({
    "not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired", "org_login_required",
    "not_allowed_token_type", "team_access_not_granted",
})  # fmt: skip
_SHUT_OUT = {
    "missing_scope": "The app lacks a permission. Add the scopes of the guide, install it again and bring its new token.",
    "no_permission": "The app lacks a permission. Add the scopes of the guide, install it again and bring its new token.",
    "not_in_channel": "The app is not in the channel. Invite it there, then connect again.",
    "channel_not_found": "The app does not see the channel. Invite it there, then connect again.",
    "is_archived": "The channel is archived. Take it out of the archive, then connect again.",
    "restricted_action": "The workspace does not let the app post there. Ask whoever administers it.",
    "ekm_access_denied": "The workspace has stopped apps from posting. Ask whoever administers it.",
}
_MISSING = frozenset({"message_not_found", "thread_not_found", "file_not_found", "file_deleted"})
_REFUSALS = {
    "msg_too_long": "The message is too long. Make it shorter.",
    "no_text": "The message is empty. Write something.",
    "invalid_blocks": "Slack does not take the pictures of this message. Choose others.",
    "cant_update_message": "Slack lets nobody change that message.",
    "edit_window_closed": "The workspace lets nobody change messages of that age.",
    "cant_delete_message": "Slack lets the app delete only messages of its own.",
    "compliance_exports_prevent_deletion": "The workspace keeps all messages. Ask whoever administers it.",
    "file_uploads_disabled": "The workspace takes no files. Ask whoever administers it.",
    "file_upload_size_restricted": "The workspace does not take files of this size. Make the picture smaller.",
    "file_type_not_allowed": "The workspace does not take files of this kind.",
    "alt_txt_too_large": "The alt text is too long. Make it shorter.",
    "cannot_reply_to_message": "Nobody can answer that message.",
}
_OTHER_REFUSALS = frozenset({
    "too_many_attachments", "too_many_contact_cards", "invalid_arguments", "invalid_arg_name", "invalid_array_arg",
    "invalid_charset", "invalid_form_data", "invalid_post_type", "missing_post_type", "invalid_json",
    "json_not_object", "metadata_too_large", "metadata_must_be_sent_from_app", "invalid_metadata_format",
    "invalid_metadata_schema", "user_not_found", "user_not_visible", "invalid_cursor", "invalid_limit",
})  # fmt: skip
_PAUSES = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

AnswerT = TypeVar("AnswerT", bound=BaseModel)


class Outcome(BaseModel):
    """What every answer says first."""

    ok: bool
    error: str = ""
    response_metadata: dict[str, Any] = Field(default_factory=dict)

    @property
    def following(self) -> str:
        """Where the next page begins; nothing after the last."""
        return str(self.response_metadata.get("next_cursor") or "")


class WhoAnswer(BaseModel):
    """Whose token this is, and where the workspace is read."""

    url: str
    team: str
    team_id: str
    user: str
    user_id: str


class Reaction(BaseModel):
    """An emoji under a message, and how many set it."""

    count: int


class Message(BaseModel):
    """A message, as a channel or a thread shows it."""

    ts: str
    type: str = "message"
    subtype: str = ""
    user: str = ""
    bot_id: str = ""
    username: str = ""
    text: str = ""
    thread_ts: str = ""
    latest_reply: str = ""
    reply_count: int = 0
    reactions: list[Reaction] = Field(default_factory=list)
    blocks: list[dict[str, Any]] = Field(default_factory=list)
    metadata: dict[str, Any] = Field(default_factory=dict)

    @property
    def root(self) -> str:
        """The message at the top of its thread: itself where it stands in none."""
        return self.thread_ts or self.ts

    @property
    def at(self) -> datetime:
        """When it was said: the id of a message is its moment."""
        return datetime.fromtimestamp(float(self.ts), UTC)


class MessagesAnswer(Outcome):
    """A page of messages."""

    messages: list[Message]


class SentAnswer(BaseModel):
    """A message that now stands in a channel."""

    ts: str
    channel: str


class Missing(Rejected):
    """What was asked for is not there."""


class NotReady(Rejected):
    """A picture that was left there cannot be shown yet."""


def get(account: Account, method: str, shape: type[AnswerT], **asked: str) -> AnswerT:
    """Ask. Raises the three errors, or HttpError when the answer says nothing certain."""
    return read(calling.fetch("GET", address(account, method), headers=headers(account), params=asked), shape)


def post(account: Account, method: str, shape: type[AnswerT], body: Mapping[str, Any], limit: str) -> AnswerT:
    """Call what may be repeated. Raises as `get` does."""
    answer = calling.fetch("POST", address(account, method), headers=headers(account), json=dict(body))
    return read(answer, shape, limit=limit)


def leave(url: str, content: bytes) -> None:
    """Leave the bytes of a file at the address that Slack gave for them; the address is a secret."""
    said = {"content-type": "application/octet-stream"}
    answer = calling.fetch("POST", url, headers=said, content=content, deadline_seconds=_UPLOAD_SECONDS)
    if not answer.is_success:
        raise http.UnreadableAnswer("Slack did not take the bytes of a file")


def who(account: Account) -> WhoAnswer:
    """Whose token this is; asked once for each token that this process uses. Raises as `get` does."""
    place = (account.server, account.token)
    if place not in _known:
        found = get(account, "auth.test", WhoAnswer)
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[place] = found
    return _known[place]


_known: dict[tuple[str, str], WhoAnswer] = {}
_MOST_KNOWN = 1000


def message(account: Account, ts: str) -> Message:
    """One message, wherever it stands. Raises Missing when it is gone, and as `get` does."""
    found = get(
        account, "conversations.replies", MessagesAnswer, channel=channel_of(account), ts=ts, limit="1"
    )
    there = [one for one in found.messages if one.ts == ts and one.subtype != "tombstone"]
    if not there:
        raise Missing("The message is no longer there.", "message_not_found")
    return there[0]


def link(us: WhoAnswer, account: Account, ts: str, root: str = "") -> str:
    """Where people read a message; `root` is the top of its thread, where it stands in one."""
    channel = channel_of(account)
    page = f"{us.url.rstrip('/')}/archives/{channel}/p{ts.replace('.', '')}"
    return f"{page}?thread_ts={root}&cid={channel}" if root not in ("", ts) else page


def channel_of(account: Account) -> str:
    """The channel's id; ours has the workspace's in front, because an id is unique there alone."""
    return account.remote_id.rpartition("/")[2]


def address(account: Account, method: str) -> str:
    """Where a method lives."""
    return f"{(account.server or CARD.home).rstrip('/')}/api/{method}"


def headers(account: Account) -> dict[str, str]:
    """What says who is calling."""
    return {"authorization": f"Bearer {account.token}"}


def read(answer: httpx.Response, shape: type[AnswerT], *, limit: str = "calls") -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    if answer.status_code == 401:
        raise Disconnected("Slack no longer accepts this token.")
    if answer.status_code == 429:
        raise _pause(answer, limit)
    if not answer.is_success:
        raise http.UnreadableAnswer(f"Slack answered {answer.status_code}")
    try:
        said = Outcome.model_validate_json(answer.content)
        if said.ok:
            return shape.model_validate_json(answer.content)
    except ValidationError as error:
        raise http.UnreadableAnswer("Slack answered with something else") from error
    raise _error(answer, said, limit)


def _error(answer: httpx.Response, said: Outcome, limit: str) -> Exception:
    """What a code means."""
    code = said.error
    if code in _SIGNED_OUT:
        return Disconnected("Slack no longer accepts this token.")
    if code in _SHUT_OUT:
        return Disconnected(_SHUT_OUT[code])
    if code in _MISSING:
        return Missing("The message is no longer there.", code)
    if code in _PAUSES:
        return _pause(answer, limit)
    if code == "invalid_blocks" and "slack file" in str(said.response_metadata):
        return NotReady("Slack is still processing a picture.", code)
    if code in _REFUSALS or code in _OTHER_REFUSALS:
        return Rejected(_REFUSALS.get(code, f"Slack refused it: {code}."), code)
    return http.UnreadableAnswer(f"Slack answered {code or 'no, without a word'}")


def _pause(answer: httpx.Response, limit: str) -> TryLater:
    per = next((one.per for one in CARD.limits if one.name == limit), Per.CHANNEL)
    wait = calling.pause(answer, _BUSY_SECONDS)
    return calling.rested(wait, "Slack asks for a pause.", limit=limit or REST, per=per)
