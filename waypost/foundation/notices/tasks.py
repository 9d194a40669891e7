from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import mail
from waypost.foundation.notices.queries import to_mail
from waypost.toolkit import clock

A_ROUND = 100


def mail_due() -> None:
    """Mail what is due; the timetable runs it every minute."""
    for notice in to_mail(clock.now())[:A_ROUND]:
        mail.send(notice, by=Actor.system("the mail round"))
