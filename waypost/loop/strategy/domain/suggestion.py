"""What a suggestion is about, as the stage that it comes from tells it."""

from dataclasses import dataclass

SUGGESTION = "suggestion"
"""The kind of a proposal that says in a person's words what should change; only a person can write it into the strategy."""


@dataclass(frozen=True)
class About:
    """The thing that somebody looked at: what it is, what it says, its page beneath the brand's address, and the section
    of the strategy that it most likely concerns."""

    label: str
    words: str
    page: str
    section: str = "purpose"
