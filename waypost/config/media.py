"""Where pictures lie: in the home's folder, or in a bucket of a server that speaks S3."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from waypost.config.environment import BUCKETS

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def storage(media_url: str) -> dict[str, Any]:
    """Django's setting for them, from `s3://key:secret@host:port/bucket/folder?region=…`, or the home's folder.

    Without a key the machine's own role or files say who asks, as they do for every program of that cloud.
    """
    if not media_url:
        return FOLDER
    parts = urlsplit(media_url)
    bucket, _slash, folder = parts.path.strip("/").partition("/")
    host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    return {
        "BACKEND": "waypost.config.s3.Bucket",
        "OPTIONS": {
            "access_key": unquote(parts.username) if parts.username else None,
            "secret_key": unquote(parts.password) if parts.password else None,
            "bucket_name": bucket,
            "location": folder,
            "endpoint_url": f"{BUCKETS[parts.scheme]}://{host}",
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": True,
        },
    }
