"""Emoji as Unicode's list has them: a flag, a keycap, a person with a skin tone, a joined family is one each."""

from __future__ import annotations

from importlib.resources import files

import regex

SEQUENCES = frozenset(files(__package__).joinpath("emoji.txt").read_text(encoding="utf-8").split())
"""Flags, and what is joined by U+200D: without variation selectors, each skin tone the lightest."""

_ONE = (
    r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
    r"|(?![#*0-9\p{Emoji_Presentation}])\p{Emoji}\ufe0f"
    r"|(?![#*0-9©®])\p{Emoji})"
)
_CANDIDATE = regex.compile(
    rf"[#*0-9]\ufe0f?\u20e3|\p{{RI}}\p{{RI}}|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f|{_ONE}(?:\u200d{_ONE})*"
)
_PAIR = regex.compile(r"\p{RI}\p{RI}|\U0001f3f4[\U000e0020-\U000e007f]+")
"""What is one emoji only where it is on the list."""
_TONE = regex.compile(r"\p{Emoji_Modifier}")
_LAST_TONE = regex.compile(r"\p{Emoji_Modifier}$")
_LIGHTEST = "\U0001f3fb"


def emoji(text: str) -> list[tuple[int, int]]:
    """Where the emoji of a text stand; what is joined but not on the list is as many as it is made of."""
    found: list[tuple[int, int]] = []
    start = 0
    while match := _CANDIDATE.search(text, start):
        end = match.start() + _length(match.group())
        found.append((match.start(), end))
        start = end
    return found


def _length(candidate: str) -> int:
    """How much of a candidate is one emoji: as much as the list has, else the first of its pieces."""
    pieces = candidate.split("\u200d")
    for count in range(len(pieces), 1, -1):
        joined = "\u200d".join(pieces[:count])
        for known in (joined, _LAST_TONE.sub("", joined)):
            if _TONE.sub(_LIGHTEST, known).replace("\ufe0f", "") in SEQUENCES:
                return len(known)
    first = pieces[0]
    return 1 if first not in SEQUENCES and _PAIR.fullmatch(first) else len(first)
