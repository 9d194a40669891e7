"""Sites of one's own: whether one answers where it was asked, and how a picture is left there."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from waypost.networks import calling
from waypost.networks.contract import UNKNOWN_SERVER, Rejected

_UPLOAD_SECONDS = 60.0


def same_place(asked: httpx.URL, answer: httpx.Response) -> None:
    """Refuse a site that leads on to another address: what is written is not led on, and a secret is not taken along.

    Raises Rejected with UNKNOWN_SERVER and the address to type.
    """
    came = answer.request.url
    if (asked.scheme, asked.netloc) != (came.scheme, came.netloc):
        place = f"{came.scheme}://{came.netloc.decode()}"
        raise Rejected(f"This site lives at {place}. Type that address.", UNKNOWN_SERVER)


def left_with(
    url: str, headers: Mapping[str, str], fields: Mapping[str, str], file: tuple[str, bytes, str]
) -> httpx.Response:
    """What a site answers when a picture (name, bytes, type) is left with it. Raises Rejected where it is too large."""
    form = httpx.Request("POST", url, data=dict(fields), files={"file": file})
    answer = calling.fetch(
        "POST",
        url,
        headers={**headers, "content-type": form.headers["content-type"]},
        content=form.read(),
        deadline_seconds=_UPLOAD_SECONDS,
    )
    if answer.status_code == 413:
        raise Rejected("The site does not take a picture of this size. Make it smaller.", "413")
    return answer
