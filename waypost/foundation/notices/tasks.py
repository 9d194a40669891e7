from datetime import date, datetime, timedelta

from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import mail, push, tell
from waypost.foundation.notices.queries import DUE_TASK, due_tasks, to_mail, to_push
from waypost.toolkit import clock

A_ROUND = 100
MORNING = 7
"""From this hour of the brand's wall on people are told what the day wants."""


def mail_due() -> None:
    """Mail what is due; the timetable runs it every minute."""
    for notice in to_mail(clock.now())[:A_ROUND]:
        mail.send(notice, by=Actor.system("the mail round"))


def push_due() -> None:
    """Push what is due; the timetable runs it every minute, for what the reaction did not get rid of."""
    for notice in to_push(clock.now())[:A_ROUND]:
        push.send(notice, by=Actor.system("the push round"))


def tell_of_due_tasks() -> None:
    """Tell people on the morning of the day what falls due; the timetable runs it every quarter of an hour."""
    now = clock.now()
    for task in due_tasks(*days_of_the_world(now)):
        local = task.workspace.local(now)
        if task.due_on == local.date() and local.hour >= MORNING:
            tell(
                task.workspace,
                kind="task",
                sentence=f"Due today: {task.what}",
                href=task.href or reverse("notices:notices", kwargs={"workspace": task.workspace.slug}),
                who_may="workspace.see",
                only=task.person_id,
                once=f"{DUE_TASK}{task.pk}",
                by=Actor.system("the day of a task"),
            )


def days_of_the_world(now: datetime) -> tuple[date, date]:
    """The first and the last day that it is somewhere on earth."""
    return (now - timedelta(hours=12)).date(), (now + timedelta(hours=14)).date()


@on("notice.told")
def push_at_once(entry: Entry) -> None:
    """A device shows what is urgent at once."""
    push_due()
