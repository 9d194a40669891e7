"""The pages on which a person sees what stands on the sandbox, opens an account, switches faults on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, wraps
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from pydantic import ValidationError

from waypost.networks.sandbox.server.admin import NewFault
from waypost.networks.sandbox.server.api import counted
from waypost.networks.sandbox.server.asking import Answered, Asked
from waypost.networks.sandbox.server.faults import MEANINGS, Call, Switched
from waypost.networks.sandbox.server.sandbox import Begun, Route, Sandbox, route
from waypost.networks.sandbox.truth import PAGE, Post
from waypost.toolkit.wording import count

_HERE = Path(__file__).parent
_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def timeline(sandbox: Sandbox, begun: Begun) -> Answered:
    """The newest posts of everybody."""
    found = sandbox.truth.posts(before=begun.asked.params.get("before", ""))
    if not found:
        return page(
            "Posts",
            "<p>Nothing has been posted yet. Connect an account in Waypost and send a post: it appears here.</p>"
            '<p><a href="/accounts">Open an account</a></p>',
        )
    older = f'<p><a href="/?before={found[-1].id}">Older posts</a></p>' if len(found) == PAGE else ""
    return page("Posts", "".join(_posts(sandbox, found)) + older)


def post_page(sandbox: Sandbox, begun: Begun, post_id: str) -> Answered:
    """One post with everything said under it; a message in a thread is shown in its thread."""
    found = sandbox.truth.post(post_id)
    if found is None:
        return page("No such post", "<p>It was taken away, or it never was.</p>", status=404)
    if found.root:
        return Answered(status=303, body=b"", headers={"location": f"/posts/{found.root}#reply-{found.id}"})
    thread = sandbox.truth.thread(post_id)
    names = {said.id: said.handle for said in thread}
    replies = "".join(_reply(said, names.get(said.in_reply_to, "")) for said in thread)
    return page(
        f"A post by {found.handle}",
        "".join(_posts(sandbox, [found])) + (f"<h2>Replies</h2>{replies}" if replies else ""),
    )


def _reply(said: Post, answered: str) -> str:
    kind = "reply answer" if said.account_id else "reply"
    to_whom = f" to {escape(answered)}" if answered else ""
    return (
        f'<article class="{kind}" id="reply-{escape(said.id)}"><p>{escape(said.text)}</p>'
        f'<p class="about">{escape(said.handle)}{to_whom} · {said.at:%Y-%m-%d %H:%M} UTC</p></article>'
    )


def picture(sandbox: Sandbox, begun: Begun, sha256: str) -> Answered:
    """An image."""
    found = sandbox.truth.content(sha256)
    if found is None:
        return page("No such image", "<p>It is not here.</p>", status=404)
    return Answered(
        status=200,
        body=found[1],
        content_type=found[0],
        headers={"cache-control": "max-age=31536000, immutable"},
    )


def style(sandbox: Sandbox, begun: Begun) -> Answered:
    """The stylesheet."""
    return Answered(
        status=200, body=(_HERE / "style.css").read_bytes(), content_type="text/css; charset=utf-8"
    )


def icon(sandbox: Sandbox, begun: Begun) -> Answered:
    """The network's mark."""
    return Answered(status=200, body=(_HERE.parent / "icon.svg").read_bytes(), content_type="image/svg+xml")


def faults(sandbox: Sandbox, begun: Begun) -> Answered:
    """The faults that are on, and a form to switch one on."""
    return _faults(sandbox, "")


def _faults(sandbox: Sandbox, message: str, status: int = 200) -> Answered:
    kinds = "".join(f'<option value="{kind}">{_words(kind)}</option>' for kind in MEANINGS)
    calls = "".join(f'<option value="{call}">{_words(call)}</option>' for call in Call)
    meanings = "".join(
        f"<dt>{_words(kind)}</dt><dd>{escape(meaning)}</dd>" for kind, meaning in MEANINGS.items()
    )
    return page(
        "Faults",
        "<p>Let the network go wrong and watch that no post is lost and none appears twice.</p>"
        f"{message}{_switched(sandbox.faults.all())}"
        '<h2>Switch a fault on</h2><form method="post" action="/faults">'
        f'<label>What goes wrong <select name="kind">{kinds}</select></label>'
        f'<label>At which call <select name="call">{calls}</select></label>'
        '<label>For which handle (empty: all) <input name="account" maxlength="40"></label>'
        '<label>How many times at most (empty: always) <input name="count" type="number" min="1"></label>'
        '<label>How likely, 0 to 1 <input name="probability" type="number" min="0" max="1" step="0.01" value="1"></label>'
        '<label>Seconds (slow, 429) <input name="seconds" type="number" min="0" max="3600" value="30"></label>'
        f"<button>Switch it on</button></form><h2>What they do</h2><dl>{meanings}</dl>"
        '<h2>A limit</h2><form method="post" action="/limit">'
        "<label>Posts a minute for each account (0: as many as it likes) "
        f'<input name="posts_a_minute" type="number" min="0" max="100000" value="{sandbox.rates.most}"></label>'
        "<button>Keep to it</button></form>",
        status=status,
    )


def _switched(found: list[Switched]) -> str:
    if not found:
        return "<p>All is well: no fault is on.</p>"
    rows = "".join(
        f"<tr><td>{_words(one.fault.kind)}</td><td>{_words(one.fault.call)}</td>"
        f"<td>{escape(one.fault.account) or 'everybody'}</td>"
        f"<td>{one.fault.probability:g}</td><td>{'always' if one.fault.count is None else one.fault.count}</td>"
        f"<td>{one.hit} of {one.asked}</td>"
        f'<td class="row"><form method="post" action="/faults/{one.id}/end"><button>Switch off</button></form></td></tr>'
        for one in found
    )
    return (
        '<div class="scroll"><table><thead><tr><th>Fault</th><th>Call</th><th>For</th><th>Likely</th>'
        f"<th>Left</th><th>Struck</th><th>End it</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def from_here(answer: Callable[..., Answered]) -> Callable[..., Answered]:
    """Take forms only from this server's own pages: another site must not post through a person's browser."""

    @wraps(answer)
    def asked(sandbox: Sandbox, begun: Begun, **parts: str) -> Answered:
        came_from = urlsplit(begun.asked.headers.get("origin", "")).netloc
        if not came_from or came_from != begun.asked.headers.get("host"):
            return page("Not from here", "<p>Open this page again and send the form from it.</p>", status=403)
        return answer(sandbox, begun.asked, **parts)

    return asked


@from_here
def switch_on(sandbox: Sandbox, asked: Asked) -> Answered:
    """Switch a fault on."""
    try:
        new = NewFault.model_validate({name: value for name, value in asked.form().items() if value})
    except ValidationError as error:
        wrong = ", ".join(str(mistake["loc"][0]) for mistake in error.errors())
        return _faults(sandbox, f"<p>Not understood: {escape(wrong)}.</p>", 422)
    sandbox.faults.switch_on(new.fault())
    return _back_to_faults()


@from_here
def switch_off(sandbox: Sandbox, asked: Asked, number: str) -> Answered:
    """Switch a fault off."""
    if number.isdigit():
        sandbox.faults.switch_off(int(number))
    return _back_to_faults()


@from_here
def set_limit(sandbox: Sandbox, asked: Asked) -> Answered:
    """Say how many posts an account may make in a minute."""
    most = asked.form().get("posts_a_minute", "0")
    if not most.isdecimal() or int(most) > 100_000:
        return _faults(sandbox, "<p>A limit is a number from 0 to 100,000.</p>", 422)
    sandbox.rates.allow(int(most))
    return _back_to_faults()


def _back_to_faults() -> Answered:
    return Answered(status=303, body=b"", headers={"location": "/faults"})


def _posts(sandbox: Sandbox, posts: Sequence[Post]) -> Iterator[str]:
    counts = counted(sandbox, posts)
    return (_post(post, counts[post.id]) for post in posts)


def _post(post: Post, counts: Mapping[str, int]) -> str:
    pictures = "".join(
        f'<img src="/media/{escape(shown.sha256)}" alt="{escape(shown.alt)}" loading="lazy">'
        for shown in post.pictures
    )
    seen = [count(counts[name], *words) for name, words in _COUNTED.items() if name in counts]
    return (
        f'<article class="post"><p>{escape(post.text)}</p>{pictures}'
        f'<p class="about">{escape(post.handle)} · <a href="/posts/{post.id}">{post.at:%Y-%m-%d %H:%M} UTC</a>'
        f" · {' · '.join(seen)}</p></article>"
    )


_COUNTED = {
    "impressions": ("view", "views"),
    "comments": ("reply", "replies"),
    "likes": ("like", "likes"),
    "shares": ("share", "shares"),
    "clicks": ("click", "clicks"),
    "conversions": ("purchase", "purchases"),
}


def _words(name: str) -> str:
    return escape(name.replace("_", " ").capitalize())


def page(title: str, content: str, status: int = 200) -> Answered:
    """A page in the frame that all pages share."""
    body = _frame().substitute(title=escape(title), content=content)
    return Answered(
        status=status,
        body=body.encode(),
        content_type="text/html; charset=utf-8",
        headers={"content-security-policy": _POLICY, "referrer-policy": "same-origin"},
    )


@cache
def _frame() -> Template:
    return Template((_HERE / "frame.html").read_text(encoding="utf-8"))


ROUTES: tuple[Route, ...] = (
    route("GET", "/", timeline),
    route("GET", "/posts/<post_id>", post_page),
    route("GET", "/media/<sha256>", picture),
    route("GET", "/style.css", style),
    route("GET", "/icon.svg", icon),
    route("GET", "/faults", faults),
    route("POST", "/faults", switch_on),
    route("POST", "/faults/<number>/end", switch_off),
    route("POST", "/limit", set_limit),
)
