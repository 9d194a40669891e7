"""The keys that encrypt tokens: a new one in front, then everything encrypted anew with it."""

import os
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings

from waypost.foundation.channels.actions import consents, health, tokens
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import applications
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import push_keys
from waypost.foundation.people.actions import second_factors
from waypost.foundation.processes.actions import installation
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.queries import locked_mailboxes
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import new_key

BY = Actor.system("the rotation of keys")


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
    lost = unreadable()
    for channel in lost:
        health.cannot_be_read(channel, by=BY)
    return len(lost)


def unreadable() -> list[Channel]:
    """The channels with a token that no key of this installation opens."""
    vault, found = settings.WAYPOST.vault, []
    for channel in Channel.objects.exclude(locked_token="").order_by("pk").iterator():
        try:
            vault.unlock(channel.locked_token)
        except Refusal:
            found.append(channel)
    return found


def _put_in_front(path: Path) -> None:
    fresh = path.with_suffix(".new")
    with open(fresh, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(f"{new_key()}\n{path.read_text()}")
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
