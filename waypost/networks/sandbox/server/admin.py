"""The administrator's API: accounts, faults, switches, what people do, and the log of all that was stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from waypost.networks.sandbox.server.api import HANDLE
from waypost.networks.sandbox.server.asking import Answered, Asked, refused, said
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Begun, Route, Sandbox, route


class _Strict(BaseModel):
    """Refuses what it does not know, so that a mistyped word is not taken for silence."""

    model_config = ConfigDict(extra="forbid")


class NewFault(_Strict):
    """A fault to switch on; see `faults.Fault`."""

    kind: FaultKind
    call: Call = Call.PUBLISH
    account: str = ""
    count: int | None = Field(default=None, ge=1)
    probability: float = Field(default=1.0, ge=0.0, le=1.0)
    seed: int = 0
    seconds: float = Field(default=30.0, ge=0.0, le=3600.0)

    def fault(self) -> Fault:
        """As the server keeps it."""
        return Fault(**self.model_dump())


class NewSwitches(_Strict):
    """What to change; what is not named stays."""

    honours_keys: bool | None = None
    latency_seconds: float | None = Field(default=None, ge=0.0, le=60.0)
    token_seconds: int | None = Field(default=None, ge=0)
    posts_a_minute: int | None = Field(default=None, ge=0)


class NewAccount(_Strict):
    """An account, with a token that the administrator may choose."""

    handle: str = Field(pattern=HANDLE)
    name: str = Field(min_length=1, max_length=80)
    token: str = ""


class NewMessage(_Strict):
    """Somebody saying something: under a message, or by itself when `under` is empty."""

    author: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1)
    under: str = ""


class NewLike(_Strict):
    """Somebody liking a post."""

    post_id: str
    author: str


def _for_admin(answer: Callable[..., Answered]) -> Callable[..., Answered]:
    """Let only the administrator in; say which field is wrong."""

    @wraps(answer)
    def asked(sandbox: Sandbox, begun: Begun, **parts: str) -> Answered:
        if not sandbox.is_admin(begun.asked.token):
            return refused(401, "token", "This needs the administrator's secret.")
        try:
            return answer(sandbox, begun.asked, **parts)
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, mistake["loc"])) for mistake in error.errors())
            return refused(422, "unreadable", f"Not understood: {wrong}.")

    return asked


@_for_admin
def accounts(sandbox: Sandbox, asked: Asked) -> Answered:
    """Every account."""
    return said(200, {"accounts": [asdict(owner) for owner in sandbox.truth.accounts()]})


@_for_admin
def open_account(sandbox: Sandbox, asked: Asked) -> Answered:
    """Open an account."""
    new = NewAccount.model_validate_json(asked.body)
    opened = sandbox.open_account(new.handle, new.name, new.token)
    if opened is None:
        return refused(422, "handle_taken", f"The handle {new.handle} is taken.")
    return said(201, asdict(opened[0]) | {"token": opened[1]})


@_for_admin
def log(sandbox: Sandbox, asked: Asked) -> Answered:
    """Every post that was ever stored, oldest first, 1,000 a page from `after` on."""
    after = asked.params.get("after", "0")
    if not after.isdigit():
        return refused(400, "after", "“after” is a line's number.")
    return said(200, {"posts": [asdict(line) for line in sandbox.truth.log(int(after))]})


@_for_admin
def faults(sandbox: Sandbox, asked: Asked) -> Answered:
    """The faults that are on."""
    return said(200, {"faults": [asdict(switched) for switched in sandbox.faults.all()]})


@_for_admin
def switch_on(sandbox: Sandbox, asked: Asked) -> Answered:
    """Switch a fault on."""
    return said(201, {"id": sandbox.faults.switch_on(NewFault.model_validate_json(asked.body).fault())})


@_for_admin
def switch_all_off(sandbox: Sandbox, asked: Asked) -> Answered:
    """Switch every fault off."""
    sandbox.faults.switch_off()
    return said(200, {})


@_for_admin
def switch_off(sandbox: Sandbox, asked: Asked, number: str) -> Answered:
    """Switch one fault off."""
    if not number.isdigit():
        return refused(404, "not_found", "There is no such fault.")
    sandbox.faults.switch_off(int(number))
    return said(200, {})


@_for_admin
def set_switches(sandbox: Sandbox, asked: Asked) -> Answered:
    """Change how the network behaves."""
    new = NewSwitches.model_validate_json(asked.body)
    if new.honours_keys is not None:
        sandbox.honour_keys(honoured=new.honours_keys)
    if new.latency_seconds is not None:
        sandbox.latency_seconds = new.latency_seconds
    if new.token_seconds is not None:
        sandbox.tokens.let_last(new.token_seconds)
    if new.posts_a_minute is not None:
        sandbox.rates.allow(new.posts_a_minute)
    return said(
        200,
        {
            "honours_keys": sandbox.honours_keys,
            "latency_seconds": sandbox.latency_seconds,
            "token_seconds": sandbox.tokens.seconds,
            "posts_a_minute": sandbox.rates.most,
        },
    )


@_for_admin
def let_say(sandbox: Sandbox, asked: Asked) -> Answered:
    """Let somebody say something."""
    new = NewMessage.model_validate_json(asked.body)
    under = sandbox.truth.post(new.under) if new.under else None
    if new.under and under is None:
        return refused(404, "not_found", "There is no such message.")
    return said(201, {"id": sandbox.truth.let_say(new.text, new.author, under=under)})


@_for_admin
def add_like(sandbox: Sandbox, asked: Asked) -> Answered:
    """Let somebody like a post."""
    new = NewLike.model_validate_json(asked.body)
    if sandbox.truth.post(new.post_id) is None:
        return refused(404, "not_found", "There is no such post.")
    sandbox.truth.add_like(new.post_id, new.author)
    return said(201, {})


ROUTES: tuple[Route, ...] = (
    route("GET", "/admin/accounts", accounts),
    route("POST", "/admin/accounts", open_account),
    route("GET", "/admin/posts", log),
    route("GET", "/admin/faults", faults),
    route("POST", "/admin/faults", switch_on),
    route("DELETE", "/admin/faults", switch_all_off),
    route("DELETE", "/admin/faults/<number>", switch_off),
    route("POST", "/admin/switches", set_switches),
    route("POST", "/admin/messages", let_say),
    route("POST", "/admin/likes", add_like),
)
