"""The address by which one kind of notice is turned off from a mail, without signing in. It cannot be made up."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from waypost.foundation.notices.domain.kinds import TURNED_OFF
from waypost.foundation.notices.models import Notice

_SALT = "notices.off"


def address_of(notice: Notice) -> str:
    """Where the kind of a notice is turned off for its person; "" where it cannot be."""
    if notice.kind not in TURNED_OFF:
        return ""
    token = signing.dumps([notice.workspace_id, notice.person_id, notice.kind], salt=_SALT)
    return f"{settings.WAYPOST.address}{reverse('quiet:off', kwargs={'token': token})}"


def meant_by(token: str) -> tuple[int, int, str] | None:
    """Workspace, person and kind of an address; None where it is not one of ours."""
    try:
        workspace_id, person_id, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(workspace_id), int(person_id), str(kind)
