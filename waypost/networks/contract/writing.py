"""What a network wants of a text beside its length, and how it shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRules:
    """How many of each kind a text may hold; None is as many as one likes, `hashtags_advised` no rule but good advice.

    `links_open` says that readers can follow a link in the text, `phones` that a telephone number may stand in it.
    """

    urls_max: int | None = None
    mentions_max: int | None = None
    hashtags_max: int | None = None
    hashtags_advised: int | None = None
    cashtags_max: int | None = None
    links_open: bool = True
    phones: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a post looks there: the text folds after so many characters (0: never), and whether it stands below the pictures.

    `title` names the option that is shown above the text.
    """

    fold: int = 0
    text_below: bool = False
    title: str = ""
