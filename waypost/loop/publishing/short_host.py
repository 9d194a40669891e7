"""The short host of tracked links, where there is one: only links are there, no page and no sign-in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

SHORT_URLS = "waypost.loop.publishing.short_urls"


class ShortHost:
    """Lets a request for the short host find links and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LINK_HOST and request.get_host().partition(":")[0].lower() == settings.LINK_HOST:
            request.urlconf = SHORT_URLS
        return self._get_response(request)
