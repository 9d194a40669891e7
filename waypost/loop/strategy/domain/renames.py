"""What items were called before: said once, by the version that renames them."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import LISTS


def without_renames(strategy: Strategy, *, of: Strategy | None = None) -> Strategy:
    """Leave out what items were called before `of` was accepted (the strategy itself): these renames have happened."""
    record = strategy.model_dump(mode="json")
    for kind in LISTS:
        happened = {(item.key, item.was) for item in kind.items(of or strategy)}
        here: Any = record
        for step in kind.path:
            here = here[step]
        for item in here:
            if (item["key"], item["was"]) in happened:
                item["was"] = None
    return strategy_from(record, whole=False)


def rewritten(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """What lines of a list say now that were written anew in their place: old words to new ones.

    Lines have no keys. Where as many lines stand between two that stayed as stood there before, each is the one that
    stood in its place; where there are more or fewer, nobody can say which is which.
    """
    steps = SequenceMatcher(a=list(before), b=list(after), autojunk=False).get_opcodes()
    return {
        old: new
        for step, first, last, onto, until in steps
        if step == "replace" and last - first == until - onto
        for old, new in zip(before[first:last], after[onto:until], strict=True)
        if old not in after and new not in before
    }
