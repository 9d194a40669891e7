"""Whom else the people we are here for could turn to."""

from waypost.loop.strategy.domain.document.network_name import names
from waypost.loop.strategy.domain.document.part import Item, Lines, Note, Text


class Competitor(Item):
    """One of a fixed list that is looked at again and again: where they are, what they do well, what they leave open."""

    accounts: Lines = ()
    themes: Lines = ()
    rhythm: Note = ""
    strengths: Lines = ()
    gaps: Lines = ()
    answer: Text = ""

    def is_on(self, network: str) -> bool:
        """Whether one of the accounts that are known of them is on a network."""
        return any(names(account, network) for account in self.accounts)
