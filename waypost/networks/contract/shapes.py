"""The shapes of a network's modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from waypost.networks.contract.cards import Counts, Terms
from waypost.networks.contract.drills import Scene, Wave
from waypost.networks.contract.found import Found
from waypost.networks.contract.people import Arrivals, PastPosts
from waypost.networks.contract.values import (
    Account,
    Application,
    Consent,
    Count,
    Handle,
    Outgoing,
    Profile,
    Sent,
    Step,
    Token,
)


class ReadyCall(Protocol):
    """The one mutating call, connected and built, needing only to be written."""

    def send(self, seconds_left: float) -> Sent:
        """Write the call now and read the answer within `seconds_left`; at most once per object.

        Raises Rejected (documented refusal), TryLater or Disconnected (certainly nothing stored).
        Any other exception means that nobody knows whether the post exists.
        """

    def close(self) -> None:
        """Let go of the connection. Harmless twice, and after send."""


class Texts(Protocol):
    """A network's `text.py`."""

    def count(self, text: str) -> Count:
        """Measure a text as the network does."""

    def split(self, text: str) -> list[str]:
        """Cut a text into parts that each fit, never inside a grapheme or a link."""

    def find(self, text: str) -> Found:
        """Find links, mentions, hashtags and cashtags as the network does."""


class Connector(Protocol):
    """A network's `connect.py`."""

    def verify(self, account: Account) -> Profile:
        """Ask the network whose token this is. Raises Disconnected when it is good for nothing."""


class ConsentingConnector(Connector, Protocol):
    """A network's `connect.py` where a person consents on their own server (card: SignIn.OAUTH).

    It is a RegisteringConnector or a DescribedConnector as well.
    """

    def server_of(self, typed: str) -> str:
        """Understand what a person typed as their server. Raises Rejected with UNKNOWN_SERVER."""

    def consent_url(
        self, server: str, application: Application, consent: Consent, *, anew: bool = False
    ) -> str:
        """Where the person consents; `anew` asks them to sign in there again, as another account if they wish."""

    def token_for(self, server: str, application: Application, consent: Consent, code: str) -> Token:
        """Exchange the code that the person came back with. Raises Rejected when it is no good, or no longer."""


class RegisteringConnector(ConsentingConnector, Protocol):
    """Where each server is told who this installation is."""

    def register(self, server: str, redirect_uri: str) -> Application:
        """Introduce this installation to a server. Raises Rejected with UNKNOWN_SERVER when it is none of these."""


class DescribedConnector(ConsentingConnector, Protocol):
    """Where servers read who this installation is, at an address of ours."""

    def introduced(self, address: str, redirect_uri: str) -> tuple[Application, str]:
        """What all servers call an installation that describes itself at `address`, with a new secret, and where
        people come back to. Raises Rejected with UNKNOWN_SERVER where no server could read it.
        """

    def description(self, application: Application, redirect_uri: str) -> Mapping[str, Any]:
        """What stands at that address, as JSON; nothing of the secret can be learnt from it."""


class Renewer(Protocol):
    """A network's `connect.py` where tokens may end."""

    def token_of(self, account: Account) -> Token:
        """Ask how long the account's token is good, where it was brought by a person. Raises TryLater or Disconnected."""

    def renew(self, account: Account, token: Token, application: Application | None) -> Token:
        """Exchange a token for a new one ahead of its end.

        Raises Disconnected or Rejected when the network itself refuses, TryLater when nothing was exchanged. Any other
        exception means that nobody knows whether the old token can still be exchanged.
        """


class Revoker(Protocol):
    """A network's `connect.py` where a token can be taken back."""

    def revoke(self, account: Account, token: Token, application: Application) -> None:
        """Let the token, and what renews it, open nothing any more; harmless twice. Raises as ever."""


class TermsGiver(Protocol):
    """A network's `connect.py` where servers differ in what they allow."""

    def terms(self, account: Account) -> Terms:
        """Ask the account's server what it allows. Raises TryLater or Disconnected."""


class TextsByTerms(Texts, Protocol):
    """A network's `text.py` where servers differ in how they count."""

    def under(self, terms: Terms) -> Texts:
        """The same network's counting, by the terms of one server."""


class TextsOfAnswers(Texts, Protocol):
    """A network's `text.py` where some answers count otherwise than posts do."""

    def answering(self, remote_id: str) -> Texts:
        """How an answer counts to this message, or to the thread of which this is the root."""


class Publisher(Protocol):
    """A network's `publish.py`. Nothing here is visible to the public until `ReadyCall.send`."""

    def steps(self, account: Account, outgoing: Outgoing) -> tuple[Step, ...]:
        """Say what must be done before `prepare`, in order."""

    def run_step(
        self, account: Account, outgoing: Outgoing, name: str, handles: Mapping[str, Handle]
    ) -> Handle:
        """Do one step. Repeating a step is harmless; any other exception than the three means: try again."""

    def prepare(self, account: Account, outgoing: Outgoing, handles: Mapping[str, Handle]) -> ReadyCall:
        """Resolve, connect and build the call. Sends nothing that could make a post appear.

        Raises TryLater when the network cannot be reached, Rejected when the content cannot be accepted.
        """

    def find(
        self, account: Account, outgoing: Outgoing, since: datetime, known_ids: frozenset[str]
    ) -> Sent | None:
        """Look for the post, excluding `known_ids` and what is older than `since`.

        None means that it looked properly and the post is not there. Raises when it could not look.
        A network whose card says `findable=False` raises NotImplementedError.
        """


class Weighing(Publisher, Protocol):
    """A network's `publish.py` where one call may make several posts appear."""

    def posts(self, outgoing: Outgoing) -> int:
        """How many posts this is, as the network counts them for its limits."""


class Changer(Protocol):
    """A network's `change.py`: what may be done to a post of ours that is out. Doing it twice is as doing it once.

    Raises Rejected where the network refuses it for good, TryLater or Disconnected; after anything else nobody knows
    whether it was done, and it is done again.
    """

    def delete(self, account: Account, remote_id: str, key: str) -> None:
        """Take the post away that was sent under `key`, with every part of it; harmless when it is gone already."""

    def edit(
        self, account: Account, remote_id: str, outgoing: Outgoing, handles: Mapping[str, Handle]
    ) -> None:
        """Let the post say what `outgoing` says; its place, its address and who may see it stay.

        The steps before it are those of the publisher. A network whose card says `edits=False` has no such function.
        """


class Conversation(Protocol):
    """A network's `converse.py`. Answers go out by its publisher, with `Outgoing.in_reply_to`."""

    def arrivals(self, account: Account, cursor: str) -> Arrivals:
        """Return what people said to us after `cursor`, at most a page; "" begins where the network begins.

        The same message may come twice; what we said ourselves does not come. Raises TryLater or Disconnected.
        """


class Listener(Protocol):
    """A network's `listen.py`: it says at once that somebody spoke to us. What they said is read by `converse.py`."""

    def open_line(self, account: Account) -> Line:
        """Open a line. Raises TryLater, Disconnected, or Rejected where the account's server offers none."""


class Line(Protocol):
    """A line that is open, for one thread."""

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether somebody spoke to us meanwhile. Raises TryLater when the line is broken."""

    def close(self) -> None:
        """Hang up. Harmless twice."""


class Measure(Protocol):
    """A network's `measure.py`. Raises TryLater or Disconnected.

    Without `post_metrics` on its card it has no `posts`, without `past` no `history`, and neither is asked.
    """

    def posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        """Return each post's counts now, for at most `card.measures_at_once` posts; one that is gone is absent."""

    def account(self, account: Account) -> Counts:
        """Return the account's own counts now."""

    def history(self, account: Account, cursor: str) -> PastPosts:
        """Return a page of the account's own posts, newest first; "" begins with the newest."""


class Driller(Protocol):
    """A network's `drill.py`, which only a simulated one has: its people are unhappy on demand."""

    def scenes(self) -> tuple[Scene, ...]:
        """What they can be unhappy about."""

    def begin(self, account: Account, wave: Wave) -> str:
        """Let them write to the account from now on; the remote id of the message with which it begins.

        Asking twice with one key begins it once. Its messages come by `arrivals`, each with the key. An answer of
        the account to the first one calms it. Raises the three errors; any other exception means that nobody knows.
        """

    def end(self, account: Account, key: str) -> None:
        """Let nothing more of a wave come. Harmless twice. Raises as `begin` does."""
