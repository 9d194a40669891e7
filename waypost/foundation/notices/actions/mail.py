from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.models import Notice
from waypost.foundation.notices.turning_off import address_of
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock


def send(notice: Notice, *, by: Actor) -> Notice:
    """Mail one notice. Claimed before it is sent: a mail may be lost with the machine, but is never sent again and again."""
    require(by, "workspace.edit", notice.workspace_id)
    if not Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=clock.now()):
        return notice
    off = address_of(notice)
    message = EmailMessage(
        subject=f"{notice.workspace.name}: {notice.sentence}"[:120].replace("\n", " "),
        body=_body(notice, off),
        to=[notice.person.email],
        headers=_turned_off_by(off),
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        Notice.objects.filter(pk=notice.pk).update(
            mailed_at=None, mail_due_at=clock.now() + settings.MAIL_RETRY
        )
        record("notice.mail_failed", notice, by=by, error=type(error).__name__)
    else:
        record("notice.mailed", notice, by=by)
    return notice


def _body(notice: Notice, off: str) -> str:
    at_length = "".join(f"- {line}\n" for line in notice.lines)
    parts = [f"{notice.sentence}\n", at_length, f"{settings.WAYPOST.address}{notice.href}\n"]
    parts.append(f"Turn this off: {off}\n" if off else "")
    return "\n".join(filter(None, parts))


def _turned_off_by(off: str) -> dict[str, str]:
    """What lets a mail program turn it off by one click of its own (RFC 8058)."""
    return (
        {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if off else {}
    )
