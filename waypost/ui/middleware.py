"""Turns a refusal into what the one who asked can read."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from waypost.toolkit.refusal import Refusal


class RefusalMiddleware:
    """htmx gets a fragment, a program JSON, a form a message on the page it came from, a visit a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        origin = _came_from(request)
        if request.headers.get("HX-Request") == "true":
            return _fragment(request, exception)
        elif _wants_json(request):
            answer = {"refusal": exception.sentence, "fields": exception.fields}
            return JsonResponse(answer, status=exception.status)
        elif request.method == "POST" and origin:
            messages.error(request, exception.sentence)
            return redirect(origin)
        else:
            return render(request, "ui/refusal_page.html", {"refusal": exception}, status=exception.status)


def _fragment(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = render(request, "ui/refusal.html", {"refusal": refusal}, status=refusal.status)
    answer["HX-Retarget"] = "#toasts"
    answer["HX-Reswap"] = "afterbegin"
    answer["HX-Reselect"] = (
        "unset"  # whatever part of a page the request wanted, this fragment is shown whole
    )
    return answer


def _wants_json(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json" or request.content_type == "application/json"


def _came_from(request: HttpRequest) -> str:
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        referer, {request.get_host()}, require_https=request.is_secure()
    )
    return referer if is_ours else ""
