"""A file for a network that fetches it: no sign-in, but an address that we signed a short while ago."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from waypost.loop.content import handing


@require_safe
def file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file that the address was made for, as long as that is good."""
    path = handing.path_in(token)
    try:
        found = default_storage.open(path, "rb") if path else None
    except OSError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    answer = FileResponse(found, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
