"""How people name a network: among other words, in an address, in capitals or not."""

import re

_WORD = re.compile(r"[^\W_]+")


def names(words: str, network: str) -> bool:
    """Whether `words` name a network by whole words: “Pinterest boards” names Pinterest, “Text messages” is not X."""
    wanted = _words(network)
    return bool(wanted) and wanted <= _words(words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
