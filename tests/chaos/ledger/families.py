"""The networks of the test, one for each way of knowing what became of a post."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.networks.contract import FIRST_COMMENT_OPTION, Card, Identity, MediaRules, SignIn, TextUnit

DEADLINE, SETTLES = 2.0, 3.0
"""Seconds that a call may take, and after which nothing arrives late any more."""


@dataclass(frozen=True)
class Family:
    """A network. `late` is how many seconds after its call a post may still be stored: later than we wait for an answer.

    `named` says that a post is found by a name that we chose for it, though a second one of that name is stored too.
    """

    name: str
    offers: Identity
    findable: bool = True
    late: float = DEADLINE + SETTLES / 3
    links: bool = False
    named: bool = False

    @property
    def card(self) -> Card:
        return Card(
            name=self.name,
            label=self.name.title(),
            text_limit=500,
            text_unit=TextUnit.GRAPHEMES,
            formats=("text",),
            media=MediaRules(),
            sign_in=SignIn.TOKEN,
            offers=self.offers,
            findable=self.findable,
            docs_url="",
            threads=True,
            options=(FIRST_COMMENT_OPTION,),
            settles_after=SETTLES,
            deadline=DEADLINE,
            skew=2.0,
        )


FAMILIES = {
    family.name: family
    for family in (
        # The key is the record's identity, so however late a twin comes, it is the same record.
        Family("keyed", Identity.KEY, late=DEADLINE + 2 * SETTLES),
        # The key travels in a header; every second account's server remembers it, the others do not.
        Family("headed", Identity.HEADER),
        Family("phased", Identity.TWO_PHASE),
        Family("listed", Identity.NONE, links=True),
        # A slug or a mark that we choose: it finds the post, but it keeps no twin out.
        Family("named", Identity.NONE, named=True),
        Family("checked", Identity.DUPLICATE_CHECK),
        Family("mute", Identity.NONE, findable=False),
    )
}


def remembers(account: str) -> bool:
    """Whether the server of this account remembers the keys that came in headers."""
    return int(account.rpartition("-")[2]) % 2 == 0
