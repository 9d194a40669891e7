"""A person at the accounts' server, in their browser: they are asked to sign in, and say yes or no to a program."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

PASSWORD = "a password of their own"
_CALLS = "/@atproto/oauth-provider/~api"


class Browser:
    """One browser, with its cookies; those that ask for a secure connection are kept for this machine too."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}

    def consents(self, url: str, handle: str) -> dict[str, str]:
        """Follow a link to the server, sign in there and say yes; gives what is brought back."""
        return self._answers(url, handle, "consent")

    def refuses(self, url: str, handle: str) -> dict[str, str]:
        """Sign in and say no."""
        return self._answers(url, handle, "reject")

    def _answers(self, url: str, handle: str, how: str) -> dict[str, str]:
        page = self._asks("GET", url, **_fetching("document", "navigate", "cross-site"))
        assert page.status_code == 200, page.text[:500]
        said = {"locale": "en", "username": handle, "password": PASSWORD, "remember": True}
        member = self._calls(url, "sign-in", said)["account"]
        went = self._calls(url, how, {"did": member["did"]} if how == "consent" else {})
        back = self._asks("GET", went["url"], referer=url, **_fetching("document", "navigate", "same-origin"))
        assert back.status_code in (302, 303), back.text[:500]
        return dict(parse_qsl(urlsplit(back.headers["location"]).query))

    def _calls(self, page: str, name: str, said: dict[str, Any]) -> dict[str, Any]:
        parts = urlsplit(page)
        origin = f"{parts.scheme}://{parts.netloc}"
        answer = self._asks(
            "POST", f"{origin}{_CALLS}/{name}", said, referer=page, origin=origin,
            **{"x-csrf-token": self.cookies["csrf-token"]}, **_fetching("empty", "same-origin", "same-origin"),
        )  # fmt: skip
        assert answer.is_success, f"{name}: {answer.status_code} {answer.text}"
        return dict(answer.json())

    def _asks(self, verb: str, url: str, said: Any = None, **headers: str) -> httpx.Response:
        if self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = httpx.request(verb, url, json=said, headers=headers, timeout=20)
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer


def _fetching(dest: str, mode: str, site: str) -> dict[str, str]:
    return {"sec-fetch-dest": dest, "sec-fetch-mode": mode, "sec-fetch-site": site, "user-agent": "A browser"}
