from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import mail, push
from waypost.foundation.notices.queries import to_mail, to_push
from waypost.toolkit import clock

A_ROUND = 100


def mail_due() -> None:
    """Mail what is due; the timetable runs it every minute."""
    for notice in to_mail(clock.now())[:A_ROUND]:
        mail.send(notice, by=Actor.system("the mail round"))


def push_due() -> None:
    """Push what is due; the timetable runs it every minute, for what the reaction did not get rid of."""
    for notice in to_push(clock.now())[:A_ROUND]:
        push.send(notice, by=Actor.system("the push round"))


@on("notice.told")
def push_at_once(entry: Entry) -> None:
    """A device shows what is urgent at once."""
    push_due()
