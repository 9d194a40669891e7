"""Where a tracked link leads: on at once, counted, without a cookie and without a word about who followed it."""

import logging

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.views.decorators.http import require_safe

from waypost.loop.publishing.actions import links
from waypost.loop.publishing.domain.visitors import is_program
from waypost.loop.publishing.queries.links import destination_of

log = logging.getLogger(__name__)


@require_safe
def following(request: HttpRequest, code: str) -> HttpResponse:
    """Send whoever follows a link to its destination; a look that follows nothing (HEAD) is not counted."""
    found = destination_of(code)
    if found is None:
        raise Http404
    link_id, destination = found
    if request.method == "GET":
        _count(link_id, request)
    answer = HttpResponseRedirect(destination)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    # Whoever is behind the link may see which network the visit came from, as with any link.
    answer["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def nowhere(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the short host says of an address that is none of its links."""
    said = "This link leads nowhere. Look at the post again, or ask whoever sent it to you.\n"
    return HttpResponseNotFound(said, content_type="text/plain; charset=utf-8")


def _count(link_id: int, request: HttpRequest) -> None:
    said = request.headers
    purpose = " ".join(said.get(name, "") for name in ("Purpose", "Sec-Purpose", "X-Moz"))
    try:
        links.count(link_id, is_program=is_program(said.get("User-Agent", ""), purpose))
    except DatabaseError:
        log.warning("link.not_counted", extra={"link": link_id})  # nobody waits for our counting
