"""What an audit says about a brand's accounts as they are: red flags with their reasons, and keep, fix or cut.

Every flag weighs what it costs to leave it; the sum ranks the accounts. The weights are a judgement of ours: they put
what misleads people (an account twice, or left alone) before what is only untidy.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.loop.strategy.domain.administrators import Administrator
from waypost.toolkit.wording import _, count, listed

DAYS = 90
"""How far back an audit looks; an account without a post for as long is dormant."""
ABANDONED_AFTER = 180
BEHIND = 0.5
"""Less than this share of the rhythm that the strategy asks for is behind."""
_DECORATION = re.compile(r"official|\bpage\b|[\W_]+")


class Verdict(StrEnum):
    """What becomes of an account."""

    KEEP = "keep"
    FIX = "fix"
    CUT = "cut"


class Standing(StrEnum):
    """Whether anybody posts there."""

    ACTIVE = "active"
    DORMANT = "dormant"
    ABANDONED = "abandoned"
    EMPTY = "empty"


VERDICTS: Mapping[Verdict, str] = {Verdict.KEEP: _("Keep"), Verdict.FIX: _("Fix"), Verdict.CUT: _("Cut")}
STANDINGS: Mapping[Standing, str] = {
    Standing.ACTIVE: _("Active"),
    Standing.DORMANT: _("Dormant"),
    Standing.ABANDONED: _("Abandoned"),
    Standing.EMPTY: _("No post known"),
}
PROFILE: Mapping[str, str] = {
    "picture": _("A picture that people recognise"),
    "words": _("Words that say who we are and for whom"),
    "link": _("A link that works"),
    "contact": _("A way to reach us"),
    "look": _("The brand’s name and look"),
}


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What was posted on an account in the days that an audit looks at. None: nobody counted it.

    `last_post_on` may lie further back. `best` are the words of the post that moved most people.
    """

    last_post_on: date | None = None
    posts: int | None = None
    interactions: int | None = None
    best: str = ""
    best_interactions: int | None = None


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account as it is. `aim` are the posts a week that the strategy asks for; `looked` says that somebody looked
    at the profile, and `missing` what of PROFILE it lacks. `administrators` are those who can get in; None where the
    audit did not ask yet, as those before it was asked."""

    id: int
    network: str
    name: str
    address: str = ""
    has_owner: bool = False
    purpose: str = ""
    aim: float | None = None
    activity: Activity = Activity()
    looked: bool = False
    missing: tuple[str, ...] = ()
    is_connected: bool | None = None
    administrators: tuple[Administrator, ...] | None = None

    @property
    def a_week(self) -> float | None:
        """Posts a week over the days that the audit looks at."""
        return None if self.activity.posts is None else self.activity.posts * 7 / DAYS

    def standing(self, today: date) -> Standing:
        """Whether anybody posts there."""
        last = self.activity.last_post_on
        if last is None:
            return Standing.EMPTY
        elif (today - last).days >= ABANDONED_AFTER:
            return Standing.ABANDONED
        elif (today - last).days >= DAYS:
            return Standing.DORMANT
        else:
            return Standing.ACTIVE


@dataclass(frozen=True)
class Flag:
    """Something that is wrong with an account, and what to do about it."""

    code: str
    weight: int
    sentence: str
    remedy: str


@dataclass(frozen=True)
class Finding:
    """What the audit says about one account, with its reasons."""

    account: Account
    standing: Standing
    flags: tuple[Flag, ...]
    verdict: Verdict
    why: str

    @property
    def weight(self) -> int:
        return sum(flag.weight for flag in self.flags)

    @property
    def remedies(self) -> str:
        """What is to be done, the heaviest first, as words of a task."""
        return "; ".join(flag.remedy for flag in self.flags)


def findings(accounts: Sequence[Account], today: date) -> list[Finding]:
    """Judge accounts beside each other; what costs most to leave as it is comes first."""
    twins = _twins(accounts)
    found = [_judge(account, twins.get(account.id, ()), today) for account in accounts]
    return sorted(found, key=lambda finding: (-finding.weight, finding.account.name.casefold()))


def _judge(account: Account, twins: Sequence[Account], today: date) -> Finding:
    standing = account.standing(today)
    flags = sorted(_flags(account, twins, standing, today), key=lambda flag: -flag.weight)
    codes = {flag.code for flag in flags}
    is_left = standing is not Standing.ACTIVE
    if twins and any(_liveliness(twin) > _liveliness(account) for twin in twins):
        verdict, why = (
            Verdict.CUT,
            _("There is a livelier account of the same name: two of them divide people."),
        )
    elif is_left and {"purpose", "owner"} <= codes:
        verdict, why = (
            Verdict.CUT,
            _("Nobody posts there, nobody looks after it, and nothing says what it is for."),
        )
    elif standing is Standing.ABANDONED and codes & {"purpose", "owner"}:
        verdict, why = Verdict.CUT, _("It was left for half a year, and nobody would miss what it is for.")
    elif flags:
        verdict, why = Verdict.FIX, _("Worth keeping, once this is put right.")
    else:
        verdict, why = Verdict.KEEP, _("It has somebody who looks after it, a purpose, and its rhythm.")
    return Finding(account, standing, tuple(flags), verdict, why)


def _flags(account: Account, twins: Sequence[Account], standing: Standing, today: date) -> list[Flag]:
    """Every red flag of an account."""
    return [
        *_of_posting(account, standing, today),
        *_of_keeping(account),
        *_of_access(account),
        *(
            Flag(
                "twin",
                5,
                _("It looks like the same account as {name}.").format(name=twin.name),
                _("decide which of this and {name} stays").format(name=twin.name),
            )
            for twin in twins
        ),
    ]


def _of_posting(account: Account, standing: Standing, today: date) -> list[Flag]:
    last, aim, rhythm = account.activity.last_post_on, account.aim, account.a_week
    if last is None:
        return [
            Flag(
                "empty", 3, _("No post is known."), _("find out what was posted, or post for the first time")
            )
        ]
    elif standing is not Standing.ACTIVE:
        days = count((today - last).days, _("day"), _("days"))
        weight = 6 if standing is Standing.ABANDONED else 4
        said = _("The last post is {days} old: people think it is closed.").format(days=days)
        return [Flag("dormant", weight, said, _("post again, or say goodbye there"))]
    elif aim and rhythm is not None and rhythm < aim * BEHIND:
        said = _("{rhythm:.1f} posts a week, where the strategy asks for {aim:g}.").format(
            rhythm=rhythm, aim=aim
        )
        return [Flag("behind", 2, said, _("keep to the rhythm, or ask less of it"))]
    else:
        return []


def _of_keeping(account: Account) -> list[Flag]:
    found = []
    if not account.has_owner:
        found.append(Flag("owner", 4, _("Nobody looks after it."), _("name somebody who looks after it")))
    if not account.purpose.strip():
        found.append(Flag("purpose", 3, _("Nothing says what it is for."), _("say what it is for")))
    if account.is_connected is False:
        found.append(Flag("connection", 3, _("Its connection is broken."), _("connect it again")))
    lacks = [PROFILE[part] for part in account.missing if part in PROFILE]
    if not account.looked:
        found.append(Flag("unseen", 1, _("Nobody looked at its profile yet."), _("look at its profile")))
    elif lacks:
        said = _("The profile lacks: {parts}.").format(parts=_listed(lacks))
        found.append(
            Flag(
                "profile", len(lacks), said, _("complete the profile ({parts})").format(parts=_listed(lacks))
            )
        )
    return found


def _of_access(account: Account) -> list[Flag]:
    """Who can get in: nobody, only one, or somebody who is not with the brand any more."""
    if account.administrators is None:
        return []
    staying = [each.name for each in account.administrators if not each.has_left]
    left = [each.name for each in account.administrators if each.has_left]
    found = []
    if left:
        names, have = listed(left), _("has") if len(left) == 1 else _("have")
        said = _("{names} {have} left, and can still get in and change it.").format(names=names, have=have)
        found.append(Flag("left", 5, said, _("take away the access of {names}").format(names=names)))
    if not staying:
        said = (
            _("Nobody who is still here administers it.") if left else _("Nobody is known to administer it.")
        )
        found.append(Flag("administrator", 4, said, _("find out how to get in, and let two people in")))
    elif len(staying) == 1:
        said = _("Only {name} administers it: if {name} cannot be reached, nobody gets in.").format(
            name=staying[0]
        )
        remedy = _("let a second person in, or keep a way in where somebody finds it")
        found.append(Flag("alone", 2, said, remedy))
    return found


def _listed(labels: Sequence[str]) -> str:
    return ", ".join(label[:1].lower() + label[1:] for label in labels)


def _twins(accounts: Sequence[Account]) -> dict[int, list[Account]]:
    """Accounts on one network at one address, or of one name but for decoration such as “official”."""
    return {
        account.id: [other for other in accounts if other.id != account.id and _is_twin(account, other)]
        for account in accounts
    }


def _is_twin(one: Account, other: Account) -> bool:
    if one.network.casefold() != other.network.casefold():
        return False
    address = one.address.strip().casefold().rstrip("/")
    bare = _bare(one.name)
    same_address = address != "" and address == other.address.strip().casefold().rstrip("/")
    return same_address or (bare != "" and bare == _bare(other.name))


def _bare(name: str) -> str:
    return _DECORATION.sub("", name.casefold().replace("&", " and "))


def _liveliness(account: Account) -> tuple[date, int, int]:
    """Which of two twins stays: the one posted on last, then the one posted on more, then the one that is older here."""
    activity = account.activity
    return activity.last_post_on or date.min, activity.posts or 0, -account.id
