"""The words agreed beforehand, with their blanks filled in, for each channel."""

from collections.abc import Mapping

from waypost.loop.strategy.domain.document import HoldingStatement


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """The text with each {blank} of which something is said; the rest stand as they are."""
    for blank, value in values.items():
        if value.strip():
            text = text.replace(f"{{{blank}}}", value.strip())
    return text.strip()


def for_channels(statement: HoldingStatement, values: Mapping[str, str]) -> dict[str, str]:
    """The words for single channels, by the key of the channel, filled in."""
    return {key: filled_in(words, values) for key, words in statement.variants.items()}
