"""Making a brand from a parcel: its settings, strategy and channels at once, the rest by a worker where it is much."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from functools import partial

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from waypost.foundation.channels.actions import by_hand, channels
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import unpackings, workspaces
from waypost.foundation.workspaces.models import Member, Unpacking, Workspace
from waypost.interfaces.home.brand_parts import Channel
from waypost.interfaces.home.filling import Filling
from waypost.interfaces.home.parcels import NOT_WHOLE, Packed, Parcel, opened
from waypost.interfaces.home.reel import Reel
from waypost.interfaces.home.rehearsing import rehearsing_on, signed_up
from waypost.loop.planning.actions import quarters
from waypost.loop.strategy.actions import histories
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.past import PastVersion
from waypost.networks.contract import Account
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

LARGEST = 2_000_000_000
"""Bytes of a file."""
AT_A_TIME = 50
"""Things of one transaction."""
AT_ONCE = 150
"""Things that are put in while the person waits."""


@dataclass(frozen=True)
class Wanted:
    """What the new brand is called and where it is, and beside which other one it stands."""

    name: str
    timezone: str
    beside: Workspace | None = None


@dataclass
class Unpacked:
    """The new brand, what stayed behind with the reason, each counted, and whether a worker goes on with it."""

    workspace: Workspace
    left: dict[str, int] = field(default_factory=dict)
    goes_on: bool = False

    @property
    def sentence(self) -> str:
        """What stayed behind: "3 things stayed behind: …", or nothing."""
        if not self.left:
            return ""
        reasons = " ".join(self.left)
        return f"{count(sum(self.left.values()), 'thing', 'things')} stayed behind. {reasons}"


def unpack(person: Person, parcel: Parcel, wanted: Wanted, *, note: str) -> Unpacked:
    """Make a brand with everything that is in a parcel; all of it or nothing.

    A single campaign, brief or post that cannot be any more stays behind.
    """
    founding = _Founding(person, parcel, wanted, note)
    with transaction.atomic():
        made = Unpacked(founding.found())
        filling = Filling(made.workspace, parcel, founding.by)
        for kind, things in parcel.lots(AT_A_TIME):
            for sentence, number in filling.put(kind, things).items():
                made.left[sentence] = made.left.get(sentence, 0) + number
        founding.lay_out(made.workspace)
    return made


def unpack_file(person: Person, file: UploadedFile[bytes], wanted: Wanted) -> Unpacked:
    """Make a brand from the file that somebody chose; where that takes a while, a worker goes on with it."""
    if (file.size or 0) > LARGEST:
        raise Refusal("This file is larger than 2 GB. A brand cannot be that large.", field="file")
    parcel = opened(file)
    note = f"From the file of {parcel.settings.name}."
    if not isinstance(parcel, Packed) or (parcel.total <= AT_ONCE and not parcel.video_count):
        return unpack(person, parcel, wanted, note=note)
    founding = _Founding(person, parcel, wanted, note)
    file.seek(0)
    stored = default_storage.save("unpacking/brand", file)
    with transaction.atomic():
        try:
            workspace = founding.found()
            founding.lay_out(workspace)
            unpackings.begin(
                workspace, stored=stored, name=file.name or "", total=parcel.total, by=founding.by
            )
        except BaseException:
            default_storage.delete(stored)
            raise
    return Unpacked(workspace, goes_on=True)


def carry_out(unpacking: Unpacking) -> None:
    """Put in what is left of a file, in the name of whoever chose it, up to a video that must be prepared first."""
    if not unpacking.is_running:
        return
    if unpacking.member is None:
        unpackings.break_off(
            unpacking, why="Whoever unpacked it has left the brand.", by=Actor.system("the file of a brand")
        )
        return
    by = Actor.of_person(unpacking.member.person)
    try:
        with unpacking.file.open("rb") as stored:
            parcel = Packed(stored)
            filling, reel = Filling(unpacking.workspace, parcel, by), Reel(unpacking.workspace, parcel, by)
            filling.lost = reel.lost
            for kind, lot in parcel.lots(AT_A_TIME, after=unpacking.done):
                before, things = unpacking.done, lot
                if kind == "videos":
                    things = reel.settled(lot)
                put = partial(filling.put, kind, things)
                unpackings.advance(unpacking, count=len(things), put=put, by=by)
                if len(things) < len(lot):
                    unpackings.rest(unpacking, by=by)
                    return
                if not unpacking.is_running or unpacking.done == before:
                    return
    except (FileNotFoundError, zipfile.BadZipFile, zlib.error, EOFError):
        unpackings.break_off(unpacking, why=NOT_WHOLE, by=by)
    except Refusal as refusal:
        unpackings.break_off(unpacking, why=str(refusal), by=by)


class _Founding:
    """Makes the brand itself. Whatever asks another machine is asked before anything is written."""

    def __init__(self, person: Person, parcel: Parcel, wanted: Wanted, note: str) -> None:
        self.person, self.wanted, self.note = person, wanted, note
        self.by = Actor.of_person(person)
        self.settings = parcel.settings
        self.past = [
            PastVersion(_renamed(version, wanted.name), version.accepted_at, version.note)
            for version in parcel.versions()
        ]
        known = {channel.key: channel for channel in parcel.channels}
        roles = {role.key: role.label for role in self.past[-1].strategy.channel_roles} if self.past else {}
        named = roles | {key: channel.name for key, channel in known.items()}
        self.by_hand = [channel for channel in known.values() if not channel.simulated]
        kept = {channel.key for channel in self.by_hand}
        self.rehearsing: list[tuple[str, str, Account]] = [
            (key, label, signed_up(wanted.name, label)) for key, label in named.items() if key not in kept
        ]

    def found(self) -> Workspace:
        """The brand with its settings, its channels, its strategy and all that came before."""
        workspace = workspaces.found(
            self.person,
            name=self.wanted.name,
            size=self.settings.size,
            timezone=self.wanted.timezone,
            currency=self.settings.currency,
            beside=self.wanted.beside,
            by=self.by,
        )
        chosen = ("locale", "strategy_check", "grace_minutes", "waiting_may_be_overtaken")
        kept = {name: getattr(self.settings, name) for name in chosen}
        workspaces.edit(workspace, by=self.by, **kept)
        for key, label, account in self.rehearsing:
            rehearsing_on(workspace, label, account, self.by, key=key)
        owner = Member.objects.get(workspace=workspace, person=self.person)
        for channel in self.by_hand:
            _kept_by_hand(workspace, channel, owner, self.by)
        if self.past:
            last = self.past[-1]
            noted = PastVersion(last.strategy, last.accepted_at, last.note or self.note)
            histories.take_over(workspace, versions=[*self.past[:-1], noted], by=self.by)
        return workspace

    def lay_out(self, workspace: Workspace) -> None:
        """Four weeks of slots, where there is a strategy to lay them by."""
        if self.past:
            quarters.roll(workspace, by=self.by)


def _renamed(version: PastVersion, name: str) -> Strategy:
    return version.strategy.model_copy(update={"brand": name})


def _kept_by_hand(workspace: Workspace, account: Channel, owner: Member, by: Actor) -> None:
    """An account of another installation: whoever unpacks it posts there by hand until it is connected anew.

    Then it is the same channel, and what was counted of it stays with it.
    """
    channel = by_hand.connect(
        workspace,
        network="by_hand",
        known_as=account.network,
        handle=account.handle or account.name,
        address=account.address,
        text_limit=account.text_limit,
        kept_by=owner,
        by=by,
    )
    channels.rename(channel, name=account.name or account.handle, key=account.key, by=by)
