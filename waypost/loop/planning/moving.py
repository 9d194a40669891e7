"""Moving what is on the calendar, the same for every stage: two fields in, back to the page with a way to undo.

A stage's move page takes `MoveForm`'s fields by POST, calls its own action, and answers with `back`.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

SALT = "planning.undo"
UNDO_SECONDS = 3600


@dataclass(frozen=True)
class Undo:
    """A move that can be taken back: where to post, and the time on the wall before it."""

    move_url: str
    was: datetime
    what: str


def back(request: HttpRequest, *, move_url: str, was: datetime, what: str, otherwise: str) -> HttpResponse:
    """Return to the page that the form's `back` names (else `otherwise`), which will offer to undo the move."""
    target = page_before(request, otherwise=otherwise)
    undo = signing.dumps([move_url, was.isoformat(timespec="minutes"), what], salt=SALT)
    parts = urlsplit(target)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "undo"]
    return HttpResponseRedirect(f"{parts.path}?{urlencode([*query, ('undo', undo)])}")


def page_before(request: HttpRequest, *, otherwise: str) -> str:
    """The page of this program that the form's `back` names, else `otherwise`."""
    wanted = request.POST.get("back", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else otherwise


def undo_of(request: HttpRequest) -> Undo | None:
    """The move that this page may offer to undo; None when there is none, or it is an hour old."""
    try:
        move_url, was, what = signing.loads(request.GET.get("undo", ""), salt=SALT, max_age=UNDO_SECONDS)
        return Undo(move_url, datetime.fromisoformat(was), what)
    except signing.BadSignature:
        return None
