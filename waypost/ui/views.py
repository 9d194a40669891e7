"""The gallery of components, and the switch of the theme."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.components.blocks import THEMES
from waypost.ui.gallery import specimens

YEAR = 60 * 60 * 24 * 365


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, where the installation asks for it."""
    if not (settings.DEBUG or settings.WAYPOST.gallery):
        raise Http404
    return render(request, "ui/gallery.html", specimens(request))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the machine's choice; the next page is drawn in it."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        raise Refusal(_("Choose light, dark, or the theme of your machine."))
    answer = redirect(_back(request))
    answer.set_cookie(
        "theme", chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return answer


def _back(request: HttpRequest) -> str:
    for address in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
            return address
    return "/"
