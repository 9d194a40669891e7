"""The keys that encrypt tokens: a new one in front, then everything encrypted anew with it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings

from waypost.foundation.channels.actions import consents, health, tokens
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.channels.queries import applications
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import push_keys
from waypost.foundation.notices.models import Device
from waypost.foundation.notices.queries import kept_push_key
from waypost.foundation.people.actions import second_factors
from waypost.foundation.processes.actions import installation
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.queries import locked_mailboxes
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import new_key
from waypost.toolkit.wording import count

BY = Actor.system("the rotation of keys")
NAMED = 5
"""So many are called by name."""


def rotate() -> int:
    """Encrypt every stored secret with the newest key and return how many there were.

    Where the keys live in the home, a new one is made first; where they come from the settings, a person put it there.
    """
    if not settings.WAYPOST.secret_keys:
        _put_in_front(Path(settings.WAYPOST.home) / "keys" / "tokens")
    count = 0
    for channel in Channel.objects.exclude(locked_token="").iterator():
        tokens.rotate(channel, by=BY)
        count += 1
    for application in applications().iterator():
        consents.rotate(application, by=BY)
        count += 1
    for factor in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).iterator():
        second_factors.rotate(factor, by=BY)
        count += 1
    for mailbox in locked_mailboxes().iterator():
        idea_mail.rotate(mailbox, by=BY)
        count += 1
    push_keys.rotate(by=BY)
    installation.accept_keys()
    return count + 1


def accept() -> int:
    """Go by the keys of this machine; a channel whose token they do not open is out, and people are told. Say how many."""
    installation.accept_keys()
    push_keys.rotate(by=BY)
    out = unreadable()
    for channel in out:
        health.cannot_be_read(channel, by=BY)
    return len(out)


def unreadable() -> list[Channel]:
    """The channels with a token that no key of this installation opens."""
    channels = Channel.objects.exclude(locked_token="").order_by("pk")
    return [channel for channel in channels.iterator() if not _open([channel.locked_token])]


@dataclass(frozen=True)
class Lost:
    """Secrets of one kind, beside the channels' tokens, that no key of this installation opens."""

    sentence: str
    mend: str


def lost() -> Iterator[Lost]:
    """What else cannot be read: how many of what, whose it is, and what to do about it."""
    out = {channel.pk for channel in unreadable()}
    lives = TokenLife.objects.exclude(channel__in=out).select_related("channel").order_by("pk")
    renewals = [life.channel for life in lives if not _open([life.locked_refresh, life.locked_client_secret])]
    yield from _lost(
        "What renews {}",
        renewals,
        "channel",
        "channels",
        "connect the channels again before their tokens end",
    )
    servers = [each for each in applications() if not _open([each.locked_secret])]
    yield from _lost(
        "What proves to {} who we are",
        servers,
        "server",
        "servers",
        "connect a channel there: it is agreed on anew",
    )
    mailboxes = [each for each in locked_mailboxes() if not _open([each.locked_password])]
    yield from _lost(
        "The password of {} for ideas",
        mailboxes,
        "mailbox",
        "mailboxes",
        "type it again in the mailbox’s settings",
    )
    yield from _lost(
        "The second step of {}",
        _without_a_second_step(),
        "person",
        "people",
        "let them come in with a passkey and set it up anew",
    )
    yield from _lost(
        "What shows notices on the devices of {}",
        _without_devices(),
        "person",
        "people",
        "let them allow their devices again",
    )


def _without_a_second_step() -> list[str]:
    factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_related("user")
    return [
        factor.user.email
        for factor in factors.order_by("user__email", "pk")
        if not _open(str(factor.data[name]) for name in second_factors.LOCKED if name in factor.data)
    ]


def _without_devices() -> list[str]:
    kept = kept_push_key()
    if kept is None or _open([kept.locked_key]):
        return []
    return list(Device.objects.order_by("person__email", "pk").values_list("person__email", flat=True))


def _lost(what: str, whose: Sequence[object], one: str, many: str, do: str) -> Iterator[Lost]:
    """The secrets of these, where there are any; the first of them by name."""
    names = list(dict.fromkeys(str(each) for each in whose))
    if names:
        more = len(names) - NAMED
        said = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
        yield Lost(
            f"{what.format(count(len(names), one, many))} cannot be read with the keys at hand: {said}.",
            f"Put the old key back, or {do}.",
        )


def _open(locked: Iterable[str]) -> bool:
    """Whether a key opens each of these; what is empty needs none."""
    try:
        return all(settings.WAYPOST.vault.unlock(each).reveal() is not None for each in locked if each)
    except Refusal:
        return False


def _put_in_front(path: Path) -> None:
    fresh = path.with_suffix(".new")
    with open(fresh, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(f"{new_key()}\n{path.read_text()}")
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
