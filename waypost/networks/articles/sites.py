"""Sites of one's own: whether one answers where it was asked."""

from __future__ import annotations

import httpx

from waypost.networks.contract import UNKNOWN_SERVER, Rejected


def same_place(asked: httpx.URL, answer: httpx.Response) -> None:
    """Refuse a site that leads on to another address: what is written is not led on, and a secret is not taken along.

    Raises Rejected with UNKNOWN_SERVER and the address to type.
    """
    came = answer.request.url
    if (asked.scheme, asked.netloc) != (came.scheme, came.netloc):
        place = f"{came.scheme}://{came.netloc.decode()}"
        raise Rejected(f"This site lives at {place}. Type that address.", UNKNOWN_SERVER)
