"""Taking a note back: a request that relays honour as a rule (NIP-09). Nothing that was signed can be changed."""

from __future__ import annotations

from waypost.networks import calling
from waypost.networks.contract import Account, NetworkError, Unreachable
from waypost.networks.nostr import client
from waypost.networks.nostr.events import DELETION, NOTE, Event, Key
from waypost.networks.nostr.relays import relays_of
from waypost.toolkit import clock, http

_SECONDS = 10.0


def delete(account: Account, remote_id: str, key: str) -> None:
    """Ask every relay of the account to take the note away; done when its own one says yes, again as often as wanted."""
    signer = Key.of(account.token)
    tags = (("e", remote_id), ("k", str(NOTE)))
    request = signer.sign(DELETION, "", tags, int(clock.now().timestamp()))
    home, *others = relays_of(account)
    _ask(home, signer, request)
    for relay in others:
        try:
            _ask(relay, signer, request)
        except (NetworkError, http.HttpError):
            # A relay that is not there now may keep the note; the account's own one, by which we measure, has let it go.
            continue


def _ask(relay: str, signer: Key, request: Event) -> None:
    deadline = http.Deadline(_SECONDS)
    talk = client.opened(relay, signer, deadline)
    try:
        talk.offer(request, deadline)
        talk.verdict(request, deadline)
    except http.NotSent as error:
        raise Unreachable(calling.AGAIN_SECONDS, str(error)) from error
    finally:
        talk.close()
