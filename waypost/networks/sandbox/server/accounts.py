"""The page on which a person opens accounts, gives them tokens, lets tokens end, and takes them back."""

from __future__ import annotations

from html import escape

from pydantic import ValidationError

from waypost.networks.sandbox.server.api import NewAccount
from waypost.networks.sandbox.server.asking import Answered, Asked
from waypost.networks.sandbox.server.pages import from_here, page
from waypost.networks.sandbox.server.sandbox import Begun, Route, Sandbox, route
from waypost.networks.sandbox.truth import Owner
from waypost.toolkit.wording import count

MINUTES_MOST = 100_000


def accounts(sandbox: Sandbox, begun: Begun) -> Answered:
    """Every account, a form to open one, and how long tokens are good."""
    return _accounts(sandbox, "")


def _accounts(sandbox: Sandbox, message: str, status: int = 200) -> Answered:
    rows = "".join(_row(owner) for owner in sandbox.truth.accounts())
    return page(
        "Accounts",
        f"{message}<ul>{rows}</ul><h2>Open an account</h2>"
        '<form method="post" action="/accounts">'
        '<label>Handle <input name="handle" required maxlength="40" pattern="[a-z0-9][a-z0-9_.\\-]*" autocapitalize="none"></label>'
        '<label>Name <input name="name" required maxlength="80"></label>'
        "<button>Open the account</button></form>"
        f"<h2>How long tokens are valid</h2><p>{_lasting(sandbox.tokens.seconds)}</p>"
        '<form method="post" action="/tokens">'
        f'<label>Minutes (0: for ever) <input name="minutes" type="number" min="0" max="{MINUTES_MOST}" value="{sandbox.tokens.seconds // 60}"></label>'
        "<button>Let new tokens last so long</button></form>",
        status=status,
    )


def _row(owner: Owner) -> str:
    handle, at = escape(owner.handle), f"/accounts/{escape(owner.id)}/tokens"
    return (
        f'<li class="account">{escape(owner.name)} ({handle})'
        f'<form method="post" action="{at}"><button aria-label="A new token for {handle}">A new token</button></form>'
        f'<form method="post" action="{at}/end"><button aria-label="Take its tokens back: {handle}">'
        "Take its tokens back</button></form></li>"
    )


def _lasting(seconds: int) -> str:
    if not seconds:
        return "A new token never expires."
    return f"A new token is valid for {count(seconds // 60, 'minute', 'minutes')}, and is renewed before it ends."


@from_here
def open_account(sandbox: Sandbox, asked: Asked) -> Answered:
    """Open an account and show its token, once."""
    try:
        new = NewAccount.model_validate(asked.form())
    except ValidationError:
        return _accounts(
            sandbox,
            "<p>A handle has 1 to 40 small letters, digits, dots and dashes; a name is needed.</p>",
            422,
        )
    opened = sandbox.open_account(new.handle, new.name)
    if opened is None:
        return _accounts(sandbox, f"<p>The handle {escape(new.handle)} is taken. Choose another.</p>", 422)
    return _shown_once(sandbox, new.handle, opened[1])


@from_here
def give(sandbox: Sandbox, asked: Asked, account_id: str) -> Answered:
    """Give an account another token and show it, once."""
    owner = _owner(sandbox, account_id)
    if owner is None:
        return _accounts(sandbox, "<p>There is no such account.</p>", 404)
    return _shown_once(sandbox, owner.handle, sandbox.tokens.give(owner).token)


@from_here
def take_back(sandbox: Sandbox, asked: Asked, account_id: str) -> Answered:
    """End every token of an account, as a person does in the settings of a real network."""
    owner = _owner(sandbox, account_id)
    if owner is None:
        return _accounts(sandbox, "<p>There is no such account.</p>", 404)
    sandbox.tokens.take_back(owner.id)
    return _accounts(sandbox, f"<p>No token of {escape(owner.handle)} is valid any more.</p>")


@from_here
def let_last(sandbox: Sandbox, asked: Asked) -> Answered:
    """Say how long tokens are good that are given from now on."""
    minutes = asked.form().get("minutes", "")
    if not (minutes.isdecimal() and int(minutes) <= MINUTES_MOST):
        return _accounts(sandbox, f"<p>Minutes are a number from 0 to {MINUTES_MOST}.</p>", 422)
    sandbox.tokens.let_last(int(minutes) * 60)
    return Answered(status=303, body=b"", headers={"location": "/accounts"})


def _owner(sandbox: Sandbox, account_id: str) -> Owner | None:
    return next((owner for owner in sandbox.truth.accounts() if owner.id == account_id), None)


def _shown_once(sandbox: Sandbox, handle: str, token: str) -> Answered:
    words = f"The token of {escape(handle)}, shown this once: <code>{escape(token)}</code>"
    return _accounts(sandbox, f"<p>{words}</p>")


ROUTES: tuple[Route, ...] = (
    route("GET", "/accounts", accounts),
    route("POST", "/accounts", open_account),
    route("POST", "/accounts/<account_id>/tokens", give),
    route("POST", "/accounts/<account_id>/tokens/end", take_back),
    route("POST", "/tokens", let_last),
)
