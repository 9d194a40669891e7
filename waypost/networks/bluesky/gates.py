"""Who may answer a post and who may quote it: records beside the post, under the post's own key.

They go out with the post in one commit (decision 0038).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import regex

from waypost.networks.bluesky.options import NOBODY, QUOTES, REPLIES, REPLY_LISTS
from waypost.networks.contract import Outgoing, Rejected

THREADGATE, POSTGATE = "app.bsky.feed.threadgate", "app.bsky.feed.postgate"
COLLECTIONS = (THREADGATE, POSTGATE)
_LIST = "app.bsky.graph.list"
_RULES = {"mentioned": "mentionRule", "followed": "followingRule", "followers": "followerRule"}
_RULES_MOST = 5
_ADDRESS = regex.compile(
    r"(?:https://bsky\.app/profile/(?P<who>[^/\s]+)/lists/|at://(?P<who>[^/\s]+)/app\.bsky\.graph\.list/)(?P<key>[\w.~:-]+)/?"
)


def gates(outgoing: Outgoing, post: str, lists: Sequence[str], at: str) -> list[tuple[str, dict[str, Any]]]:
    """The collections and records that stand beside `post` (its address); `lists` are the lists' own addresses.

    An answer belongs to a conversation that somebody else's post opens: who may answer there is not ours to say.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    allowed = _allowed(outgoing.options, lists)
    if allowed is not None and not outgoing.in_reply_to:
        found.append((THREADGATE, _record(THREADGATE, post, at, allow=allowed)))
    if outgoing.options.get(QUOTES) == NOBODY:
        rule = {"$type": f"{POSTGATE}#disableRule"}
        found.append((POSTGATE, _record(POSTGATE, post, at, embeddingRules=[rule])))
    return found


def asks_for_gates(outgoing: Outgoing) -> int:
    """How many records stand beside the post."""
    replies = any(outgoing.options.get(name) for name in (REPLIES, REPLY_LISTS)) and not outgoing.in_reply_to
    return int(replies) + int(outgoing.options.get(QUOTES) == NOBODY)


def lists_named(options: Mapping[str, str]) -> list[tuple[str, str]]:
    """Whose lists are named (a handle or a DID), and their keys. Raises Rejected for what is no list's address."""
    named = [line.strip() for line in options.get(REPLY_LISTS, "").splitlines() if line.strip()]
    found = [(line, _ADDRESS.fullmatch(line)) for line in named]
    for line, match in found:
        if match is None:
            raise Rejected(
                f"“{line}” is not a list on Bluesky. Open the list there and copy its address.", "NoList"
            )
    lists = list(dict.fromkeys((match["who"], match["key"]) for _line, match in found if match))
    if len(lists) + len(_rules(options)) > _RULES_MOST:
        raise Rejected(
            f"Bluesky takes {_RULES_MOST} rules on who may answer. Take lists away.", "TooManyRules"
        )
    return lists


def list_uri(did: str, key: str) -> str:
    """The address of a list's record."""
    return f"at://{did}/{_LIST}/{key}"


def _allowed(options: Mapping[str, str], lists: Sequence[str]) -> list[dict[str, str]] | None:
    """The rules on who may answer: none at all is nobody; None is everybody."""
    if not options.get(REPLIES) and not lists:
        return None
    named = [{"$type": f"{THREADGATE}#listRule", "list": uri} for uri in lists]
    return [{"$type": f"{THREADGATE}#{rule}"} for rule in _rules(options)] + named


def _rules(options: Mapping[str, str]) -> list[str]:
    return [_RULES[word] for word in options.get(REPLIES, "").split() if word in _RULES]


def _record(collection: str, post: str, at: str, **rules: Any) -> dict[str, Any]:
    return {"$type": collection, "post": post, "createdAt": at, **rules}
