"""Small parts of the document as a person writes them on a line: a sentence put right, a share of something."""

import re

from waypost.loop.strategy.domain.document import Portion, Rewrite
from waypost.loop.strategy.domain.week_words import NotUnderstood
from waypost.toolkit.wording import _

_PORTION = re.compile(r"^(?P<label>.*?[^\s:])\s*[\s:]\s*(?P<percent>\d{1,3}(?:[.,]\d+)?)\s*%?$")
_ARROW = re.compile(r"\s*(?:→|->)\s*")


def rewrite_in_words(rewrite: Rewrite) -> str:
    """Say a sentence put right, such as “We are thrilled to announce → It is here”."""
    return f"{rewrite.before} → {rewrite.after}"


def rewrite_from_words(line: str) -> Rewrite:
    """Read “We are thrilled to announce → It is here”. Raises NotUnderstood."""
    before, *after = _ARROW.split(line.strip(), maxsplit=1)
    if not before or not after or not after[0] or max(len(before), len(after[0])) > 300:
        sentence = _(
            "Write what anybody would say, an arrow, and how we say it, like “{example}”; “{line}” is not."
        )
        raise NotUnderstood(sentence.format(example=_("Big news! → It is open."), line=line))
    return Rewrite(before=before, after=after[0])


def portion_in_words(portion: Portion) -> str:
    """Say a share of something, such as “Of use to people 70%”."""
    return f"{portion.label} {round(portion.share * 100, 4):g}%"


def portion_from_words(line: str) -> Portion:
    """Read “Of use to people 70%”. Raises NotUnderstood."""
    found = _PORTION.match(line.strip())
    percent = float(found["percent"].replace(",", ".")) if found else 0
    if not found or percent > 100 or len(found["label"]) > 300:
        raise NotUnderstood(
            _("Write a name and its share like “Of use to people 70%”, one a line; “{line}” is not.").format(
                line=line
            )
        )
    return Portion(label=found["label"], share=round(percent / 100, 6))
