"""Addresses under which a network may fetch a file for a while: for those that take no bytes."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse

from waypost.toolkit import clock

GOOD_FOR = timedelta(hours=1)
"""Networks fetch within minutes of being told; a video that they fetch in turns may take longer."""
_SALT = "waypost.content.handing"


def address(path: str) -> str:
    """Where anybody may fetch a file within the hour: of its bucket, or of us. Raises OSError where a bucket is away."""
    if isinstance(default_storage, FileSystemStorage):
        until = (clock.now() + GOOD_FOR).timestamp()
        token = signing.dumps({"path": path, "until": until}, salt=_SALT)
        return f"{settings.WAYPOST.address}{reverse('handed:file', kwargs={'token': token})}"
    return str(default_storage.url(path, expire=int(GOOD_FOR.total_seconds())))  # type: ignore[call-arg]


def path_in(token: str) -> str:
    """The file that an address of ours names; nothing where we did not sign it, or too long ago."""
    try:
        said = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return ""
    return str(said["path"]) if said["until"] > clock.now().timestamp() else ""
