"""Between words as people write them and words as Slack keeps them (https://docs.slack.dev/messaging/formatting-message-text, 2026-11)."""

from __future__ import annotations

from collections.abc import Callable

import regex

NAMED = regex.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!(?:here|channel|everyone)|!subteam\^S[A-Z0-9]+)>")
"""People, channels and groups, as a writer copies them from Slack: the one thing in angle brackets that is no word."""
_SIGN = regex.compile("[&<>]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_KEPT = regex.compile(r"<(?P<what>[^<>|]+)(?:\|(?P<label>[^<>]*))?>|&(?P<sign>amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}


def written(text: str) -> str:
    """A text as it is sent: three signs escaped, except where they name somebody."""
    made, at = "", 0
    for match in NAMED.finditer(text):
        made += _escaped(text[at : match.start()]) + match.group()
        at = match.end()
    return made + _escaped(text[at:])


def plain(kept: str, name_of: Callable[[str], str] = str) -> str:
    """A text as people read it; `name_of` says what somebody is called, by their id."""

    def read(match: regex.Match[str]) -> str:
        if match["sign"]:
            return _SIGNS[match["sign"]]
        what, label = match["what"], match["label"] or ""
        match what[0]:
            case "@":
                return f"@{label or name_of(what[1:])}"
            case "#":
                return f"#{label or what[1:]}"
            case "!":
                return label or f"@{what[1:].partition('^')[0]}"
            case _:
                return plain(what.removeprefix("mailto:"))

    return str(_KEPT.sub(read, kept))


def _escaped(text: str) -> str:
    return str(_SIGN.sub(lambda match: _ESCAPES[match.group()], text))
