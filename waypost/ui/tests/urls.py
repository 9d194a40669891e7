"""The addresses that the tests of the design system need: its own, and views that refuse."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from waypost.toolkit.refusal import NotAllowed, Refusal


def refuse(request: HttpRequest) -> HttpResponse:
    raise Refusal("Close the quarter <first>.", field="quarter")


def forbid(request: HttpRequest) -> HttpResponse:
    raise NotAllowed("Only an owner may do this. Ask one of them.")


def show(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/messages.html")


def break_down(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("", include("waypost.ui.urls")),
    path("refuse/", refuse),
    path("forbid/", forbid),
    path("show/", show),
    path("break/", break_down),
]
