"""Talking to relays, and what their answers mean (NIP-01, NIP-11, NIP-42)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from waypost.networks import calling
from waypost.networks.contract import Account, Disconnected, Rejected, TryLater, Unreachable
from waypost.networks.nostr.events import RELAY_SIGN_IN, Event, Key
from waypost.toolkit import clock, http
from waypost.toolkit.http.socket import SocketRefused, open_socket

_SECONDS = 15.0
_PAGE, _PAGES = 250, 20
_QUESTION = "waypost"
_LONGEST_TALK = 2000
_SHUT_OUT = "The relay lets this account do nothing."

Filter = dict[str, Any]


class SignInFirst(Exception):
    """The relay wants to know who asks, before it does anything."""


class Relay:
    """An open socket to one relay, and the key of whoever speaks."""

    def __init__(self, address: str, key: Key, deadline: http.Deadline) -> None:
        self.address, self._key = address, key
        self._challenge = ""
        self._socket = open_socket(address, deadline)

    def ask(self, *filters: Filter, deadline: http.Deadline) -> list[Event]:
        """All that the relay has of what the filters say, each event once and genuine; it may hold back the rest."""
        try:
            return self._asked(filters, deadline)
        except SignInFirst:
            self._sign_in(deadline)
            return self._asked(filters, deadline)

    def offer(self, event: Event, deadline: http.Deadline) -> None:
        """Send an event and hear nothing yet. Raises NotSent when for certain nothing left."""
        self._say(["EVENT", event.said()], deadline)

    def verdict(self, event: Event, deadline: http.Deadline) -> None:
        """Hear that an event that was offered is kept. Raises the three errors, or HttpError where nobody knows."""
        try:
            self._hear_of(event, deadline)
        except SignInFirst:
            # It certainly kept nothing; once it knows who we are it is asked again, on this very socket.
            self._sign_in(deadline)
            self.offer(event, deadline)
            try:
                self._hear_of(event, deadline)
            except SignInFirst as error:
                raise Disconnected(_SHUT_OUT) from error

    def close(self) -> None:
        """Hang up. Harmless twice."""
        self._socket.close()

    def _asked(self, filters: tuple[Filter, ...], deadline: http.Deadline) -> list[Event]:
        self._say(["REQ", _QUESTION, *filters], deadline)
        found: dict[str, Event] = {}
        for said in self._talk(deadline):
            match said:
                case ["EVENT", str(), event] if (read := Event.read(event)) is not None:
                    found[read.id] = read
                case ["EOSE", *_]:
                    return list(found.values())
                case ["CLOSED", _, str(reason)]:
                    raise self._refusal(reason)
        raise http.UnreadableAnswer("the relay did not come to an end")

    def _hear_of(self, event: Event, deadline: http.Deadline) -> None:
        for said in self._talk(deadline):
            match said:
                case ["OK", event.id, True, *_]:
                    return
                case ["OK", event.id | "", False, *reason]:
                    # nostr-relay 1.14 refuses without a name (seen 2026-11-22); only this one was offered here.
                    words = str(reason[0]) if reason else ""
                    if words.startswith("duplicate:"):
                        return
                    raise self._refusal(words)
        raise http.UnreadableAnswer("the relay did not say whether it keeps the event")

    def _sign_in(self, deadline: http.Deadline) -> None:
        """Say who we are (NIP-42). Raises Disconnected when that does not help."""
        if not self._challenge:
            raise Disconnected(_SHUT_OUT)
        place = "ws" + self.address.removeprefix("http")
        tags = (("relay", place), ("challenge", self._challenge))
        proof = self._key.sign(RELAY_SIGN_IN, "", tags, int(clock.now().timestamp()))
        self._say(["AUTH", proof.said()], deadline)
        try:
            self._hear_of(proof, deadline)
        except (Rejected, SignInFirst) as error:
            raise Disconnected(f"The relay does not let this account in: {error}") from error

    def _refusal(self, reason: str) -> Exception:
        """What a reason means, by the word in front of it."""
        kind, _, words = reason.partition(":")
        sentence = f"A relay said no: {(words or reason).strip()[:200] or 'without a reason'}"
        match kind:
            case "auth-required":
                return SignInFirst(sentence)
            case "rate-limited":
                return paused(calling.BUSY_SECONDS)
            case "restricted" | "blocked":
                return Disconnected(sentence)
            case "error":
                return http.UnreadableAnswer(sentence)
            case _:
                return Rejected(sentence, kind if words else "")

    def _talk(self, deadline: http.Deadline) -> Iterator[list[Any]]:
        """What the relay says; a challenge is kept for when it is wanted."""
        for _ in range(_LONGEST_TALK):
            with refusals():
                heard = self._socket.hear(deadline)
            try:
                said = json.loads(heard)
            except ValueError as error:
                raise http.UnreadableAnswer("the relay said something else") from error
            if not isinstance(said, list):
                raise http.UnreadableAnswer("the relay said something else")
            if said[:1] == ["AUTH"] and len(said) > 1:
                self._challenge = str(said[1])
            else:
                yield said
        raise http.TooLarge("the relay does not stop talking")

    def _say(self, said: list[Any], deadline: http.Deadline) -> None:
        with refusals():
            self._socket.say(json.dumps(said, ensure_ascii=False), deadline)


@contextmanager
def refusals() -> Iterator[None]:
    """What it means when a server opens no socket."""
    try:
        yield
    except SocketRefused as error:
        if error.status in (401, 403):
            raise Disconnected("The relay does not let this account in.") from error
        if error.status == 429:
            wait = error.retry_after
            raise paused(float(wait) if wait.isdigit() else calling.BUSY_SECONDS) from error
        raise


def paused(seconds: float) -> TryLater:
    """A relay asks everybody to rest; relays have no limits that they say beforehand."""
    return calling.rested(seconds, "The relay asks for a pause.")


def opened(address: str, key: Key, deadline: http.Deadline) -> Relay:
    """A relay that listens. Raises Unreachable when it does not, and what a refusal means."""
    try:
        with refusals():
            return Relay(address, key, deadline)
    except http.HttpError as error:
        raise Unreachable(calling.AGAIN_SECONDS, str(error)) from error


def ask(account: Account, *filters: Filter) -> list[Event]:
    """Ask the account's own relay, newest first. Raises the three errors, or HttpError where nobody knows."""
    deadline = http.Deadline(_SECONDS)
    relay = opened(account.server, Key.of(account.token), deadline)
    try:
        found = relay.ask(*filters, deadline=deadline)
    except http.NotSent as error:
        raise Unreachable(calling.AGAIN_SECONDS, str(error)) from error
    except SignInFirst as error:
        raise Disconnected(_SHUT_OUT) from error
    finally:
        relay.close()
    return sorted(found, key=lambda event: (event.created_at, event.id), reverse=True)


def ask_all(account: Account, wanted: Filter) -> list[Event]:
    """The same page by page, as far as there are few enough; relays give the newest first, and only so many."""
    found: dict[str, Event] = {}
    until: dict[str, int] = {}
    for _ in range(_PAGES):
        page = ask(account, wanted | until | {"limit": _PAGE})
        new = [event for event in page if event.id not in found]
        if not new:
            break
        found |= {event.id: event for event in new}
        until = {"until": min(event.created_at for event in new)}
    return sorted(found.values(), key=lambda event: (event.created_at, event.id), reverse=True)


def document(server: str) -> dict[str, Any]:
    """What a relay says of itself (NIP-11); nothing where it says nothing. Raises Unreachable."""
    answer = calling.fetch("GET", server, headers={"accept": "application/nostr+json"})
    try:
        found = answer.json() if answer.is_success else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
