"""What may be done to a post that is out on Telegram: take it away, or let it say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from waypost.networks.contract import Account, Handle, Outgoing, Rejected, poll_in
from waypost.networks.telegram import client
from waypost.networks.telegram.places import Place
from waypost.networks.telegram.publish import part_of, words_of

_SAME = "message is not modified"


def delete(account: Account, remote_id: str, key: str) -> None:
    """Take the post away, each picture of an album; what is not there any more is away."""
    place = Place.of(account, remote_id)
    for number in place.numbers:
        with suppress(client.Gone):
            client.call(account, "deleteMessage", bool, {"chat_id": place.chat, "message_id": number})


def edit(account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]) -> None:
    """Put words and pictures in the place of those before. Raises Rejected for what Telegram cannot change."""
    place = Place.of(account, remote_id)
    if poll_in(outgoing.options):
        raise Rejected("A poll on Telegram cannot be changed any more.", "poll")
    if not outgoing.media:
        with _as_it_is():
            client.call(account, "editMessageText", dict[str, Any], _message(place, 0) | words_of(outgoing))
        return
    if len(outgoing.media) != len(place.numbers):
        raise Rejected(
            "A post on Telegram keeps the number of its pictures. Take it down and send it again.", "album"
        )
    for number, file in enumerate(outgoing.media):
        fields = _message(place, number) | {"media": part_of(outgoing, number, attached_as=0)}
        url = client.address(account, "editMessageMedia")
        with _as_it_is():
            client.upload(account, "editMessageMedia", dict[str, Any], client.form_of(url, fields, [file]))


def _message(place: Place, number: int) -> dict[str, Any]:
    return {"chat_id": place.chat, "message_id": place.numbers[number]}


@contextmanager
def _as_it_is() -> Iterator[None]:
    """What says already what it should say is refused, and is done."""
    try:
        yield
    except Rejected as error:
        if _SAME not in error.reason:
            raise
