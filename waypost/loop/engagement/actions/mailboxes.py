"""Whose turn it is to be fetched; and what the network said when it could not be."""

from datetime import datetime, timedelta

from django.db.models import F

from waypost.foundation.channels.models import Channel
from waypost.loop.engagement.models import Mailbox
from waypost.loop.engagement.queries import channels_without_mailbox, due_mailboxes
from waypost.toolkit import clock

EVERY = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)
A_ROUND = 500


def open_for(channel: Channel) -> Mailbox:
    """The mailbox of a channel, opened when it has none."""
    mailbox, _ = Mailbox.objects.get_or_create(channel=channel, workspace_id=channel.workspace_id)
    return mailbox


def open_missing() -> None:
    """Open a mailbox for every channel that can be listened to."""
    for channel in channels_without_mailbox()[:A_ROUND]:
        open_for(channel)


def claim_due(now: datetime) -> list[int]:
    """Take the mailboxes whose turn it is; each is given to one asker only, and comes again after a while."""
    rows = list(due_mailboxes(now).values_list("pk", "next_due_at")[:A_ROUND])
    return [
        mailbox_id
        for mailbox_id, due_at in rows
        if Mailbox.objects.filter(pk=mailbox_id, next_due_at=due_at).update(next_due_at=now + EVERY)
    ]


def fetched(mailbox: Mailbox, *, asked: str, cursor: str) -> bool:
    """Go on after `cursor`; False when somebody else did meanwhile, who then keeps what was fetched."""
    now = clock.now()
    gone = Mailbox.objects.filter(pk=mailbox.pk, cursor=asked).update(
        cursor=cursor, last_fetched_at=now, next_due_at=now + EVERY, trouble="", failures=0
    )
    mailbox.refresh_from_db()
    return gone == 1


def in_trouble(mailbox: Mailbox, reason: str, *, after_seconds: float = 0.0) -> None:
    """Remember why it could not be fetched, and wait longer each time."""
    mailbox.failures += 1
    pause = max(timedelta(seconds=after_seconds), EVERY * 2 ** min(mailbox.failures - 1, 6))
    Mailbox.objects.filter(pk=mailbox.pk).update(
        trouble=reason[:300],
        failures=F("failures") + 1,
        next_due_at=clock.now() + min(pause, LONGEST_PAUSE),
    )
