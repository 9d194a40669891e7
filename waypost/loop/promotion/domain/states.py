"""Where a creator stands with us: looked at, on the shortlist, decided."""

from enum import StrEnum

from waypost.toolkit.wording import _


class State(StrEnum):
    """From the first look to the decision."""

    LOOKING = "looking"
    SHORTLISTED = "shortlisted"
    GO = "go"
    NO = "no"


WORDS = {
    State.LOOKING: _("Being looked at"),
    State.SHORTLISTED: _("On the shortlist"),
    State.GO: _("We say yes"),
    State.NO: _("We say no"),
}
LOOKS = {
    State.LOOKING: ("quiet", "ring"),
    State.SHORTLISTED: ("signal", "half"),
    State.GO: ("good", "check"),
    State.NO: ("bad", "cross"),
}
DECIDED = (State.GO, State.NO)
