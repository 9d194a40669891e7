"""Whether this installation lives, and whether it is ready: for whatever watches it from outside."""

from dataclasses import asdict, dataclass

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waypost.foundation.processes import queries

WITHOUT = {"publisher": "posts do not go out", "worker": "mail and sweeps wait"}


@dataclass(frozen=True)
class Trouble:
    """What is wrong, by name and in a sentence."""

    part: str
    sentence: str


@require_safe
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """Answer at all; nothing is asked."""
    return JsonResponse({"live": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Ask the database, the publisher and the worker for signs of life; 503 with what is wrong otherwise."""
    troubles = _troubles()
    answer = {"ready": not troubles, "wrong": [asdict(trouble) for trouble in troubles]}
    return JsonResponse(answer, status=503 if troubles else 200)


def _troubles() -> list[Trouble]:
    try:
        return [_silent(kind) for kind in WITHOUT if not queries.alive(kind).exists()]
    except (DatabaseError, InterfaceError) as error:
        return [Trouble("database", f"The database does not answer ({type(error).__name__}).")]


def _silent(kind: str) -> Trouble:
    seen = queries.last_seen(kind)
    since = f"since {seen:%Y-%m-%d %H:%M:%S} UTC" if seen else "ever"
    return Trouble(kind, f"No {kind} was seen {since}: {WITHOUT[kind]}. Start one with `waypost {kind}`.")
