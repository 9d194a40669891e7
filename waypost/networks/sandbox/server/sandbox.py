"""The sandbox's core: takes a request, lets faults strike, answers; knows nothing of sockets."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import unquote

from waypost.networks.sandbox.audience import Audience
from waypost.networks.sandbox.server.asking import Answered, Asked, Ending, asked, refused
from waypost.networks.sandbox.server.faults import NOT_STORED, Call, Fault, FaultKind, Faults
from waypost.networks.sandbox.server.living import Living
from waypost.networks.sandbox.server.rates import Rates
from waypost.networks.sandbox.server.tokens import Tokens
from waypost.networks.sandbox.server.waves import Waves
from waypost.networks.sandbox.truth import Owner, Truth

Route = tuple[str, re.Pattern[str], Callable[..., Answered]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A request whose fate is drawn: who asks, which fault strikes, how long it takes."""

    asked: Asked
    owner: Owner | None
    fault: Fault | None
    seconds_before: float
    seconds_after: float


class Sandbox:
    """One simulated network. `latency_seconds` is spent half before and half after anything is stored.

    A roomy one has no limits of its own: it plays other networks, and whoever asks it minds theirs.
    """

    def __init__(
        self,
        truth: Truth,
        routes: tuple[Route, ...],
        *,
        secret: str = "",
        latency_seconds: float = 0.0,
        media_good_for: timedelta = timedelta(hours=1),
        is_roomy: bool = False,
    ) -> None:
        self.truth = truth
        self.faults = Faults(truth)
        self.tokens = Tokens(truth)
        self.rates = Rates(truth)
        self.waves = Waves(truth)
        self._living = Living.kept(truth)
        self.latency_seconds = latency_seconds
        self.media_good_for = media_good_for
        self.is_roomy = is_roomy
        self._routes = routes
        self._secret = secret

    @property
    def living(self) -> Living | None:
        """The audience, also one that was brought into the file meanwhile."""
        if self._living is None:
            self._living = Living.kept(self.truth)
        return self._living

    def settle(self, audience: Audience, seed: int) -> None:
        """Let an audience live here from now on."""
        self._living = Living.settle(self.truth, audience, seed)

    @property
    def honours_keys(self) -> bool:
        """Whether a client's key is a post's identity here."""
        return self.truth.switch("honours_keys") != "no"

    def honour_keys(self, *, honoured: bool) -> None:
        """Switch whether a client's key is a post's identity."""
        self.truth.set_switch("honours_keys", "yes" if honoured else "no")

    def open_account(self, handle: str, name: str, token: str = "") -> tuple[Owner, str] | None:
        """Open an account and return it with its token, which ends where tokens do; nothing when the handle is taken."""
        opened = self.truth.open_account(handle, name, token)
        if opened is None or token or not self.tokens.seconds:
            return opened
        self.tokens.take_back(opened[0].id)
        return opened[0], self.tokens.give(opened[0]).token

    def is_admin(self, token: str) -> bool:
        """Whether a token is the administrator's secret."""
        return bool(self._secret) and secrets.compare_digest(token.encode(), self._secret.encode())

    def handle(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Answered:
        """Answer at once, without waiting."""
        return self.finish(self.begin(method, target, headers, body))

    def begin(self, method: str, target: str, headers: Mapping[str, str], body: bytes = b"") -> Begun:
        """Draw a request's fate; nothing is stored yet."""
        question = asked(method, target, {name.lower(): value for name, value in headers.items()}, body)
        owner = self.tokens.owner_of(question.token) if question.token else None
        fault = None
        if question.path.startswith("/api/"):
            fault = self.faults.strike(_call(question), owner.handle if owner else "")
        slow = fault.seconds if fault and fault.kind is FaultKind.SLOW else 0.0
        half = self.latency_seconds / 2
        return Begun(asked=question, owner=owner, fault=fault, seconds_before=half + slow, seconds_after=half)

    def finish(self, begun: Begun) -> Answered:
        """Do what is asked, as far as the fault lets it, and answer."""
        if begun.fault and begun.fault.kind in NOT_STORED:
            return _struck(begun.fault, None)
        answer = self._route(begun)
        if begun.fault and answer.status < 400:
            return _struck(begun.fault, answer)
        return answer

    def _route(self, begun: Begun) -> Answered:
        question = begun.asked
        is_known = False
        for method, pattern, answer in self._routes:
            if found := pattern.fullmatch(question.path):
                is_known = True
                if method == question.method:
                    parts = {name: unquote(value) for name, value in found.groupdict().items()}
                    return answer(self, begun, **parts)
        if is_known:
            return refused(405, "wrong_method", f"{question.path} does not take {question.method}.")
        return refused(404, "not_found", f"There is nothing at {question.path}.")


def route(method: str, path: str, answer: Callable[..., Answered]) -> Route:
    """Make a route; `<name>` in the path is handed to the function as an argument."""
    return method, re.compile(re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", path)), answer


def _call(question: Asked) -> Call:
    if question.method == "POST" and question.path == "/api/posts":
        return Call.PUBLISH
    if question.method == "POST" and question.path == "/api/media":
        return Call.UPLOAD
    if question.method == "POST" and question.path == "/api/token":
        return Call.RENEW
    if question.method in ("PUT", "DELETE") and question.path.startswith("/api/posts/"):
        return Call.CHANGE
    if question.path == "/api/arrivals":
        return Call.ARRIVALS
    if question.path in ("/api/counts", "/api/me/counts"):
        return Call.COUNTS
    return Call.LOOK


def _struck(fault: Fault, answer: Answered | None) -> Answered:
    """Turn an answer (or none, where nothing was done) into what the fault leaves of it."""
    match fault.kind:
        case FaultKind.LOST_ANSWER if answer:
            return replace(answer, ending=Ending.CUT)
        case FaultKind.RESET_MID_ANSWER if answer:
            return replace(answer, ending=Ending.HALF)
        case FaultKind.HANG_BEFORE | FaultKind.HANG_AFTER:
            return Answered(status=200, body=b"", ending=Ending.HANG)
        case FaultKind.UNREADABLE if answer:
            return replace(answer, status=200, body=b"<!doctype html><p>Something went wrong</p>")
        case FaultKind.ERROR_BEFORE | FaultKind.ERROR_AFTER:
            return refused(500, "internal", "Something went wrong.")
        case FaultKind.RATE_LIMITED:
            wait = str(int(fault.seconds))
            return refused(
                429, "rate_limited", f"Too many calls. Come back in {wait} s.", {"retry-after": wait}
            )
        case FaultKind.REFUSED:
            return refused(422, "refused", "This network does not want this post.")
        case FaultKind.DISCONNECTED:
            return refused(401, "token", "This token is no longer good.")
        case FaultKind.DUPLICATE:
            return refused(422, "duplicate", "This looks like a post that is already here.")
        case _:
            assert answer is not None, "a fault that lets things be stored has an answer"
            return answer
