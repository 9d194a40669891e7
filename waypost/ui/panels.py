"""What later stages add to the page of one object, without that page's stage knowing them.

A stage's `panels.py` registers: `@panel("post") def results(request, post): return "analytics/panel.html", {...}`
and may return None when it has nothing to say. Order is the order of registration (the order of the stages).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Panel = Callable[[HttpRequest, Any], tuple[str, dict[str, Any]] | None]

_panels: dict[str, list[Panel]] = {}


def panel(place: str) -> Callable[[Panel], Panel]:
    """Register a panel for the pages of `place` ("post", "slot", "publication" …)."""

    def register(view: Panel) -> Panel:
        registered = _panels.setdefault(place, [])
        if view not in registered:
            registered.append(view)
        return view

    return register


def render(place: str, subject: object, request: HttpRequest) -> SafeString:
    """Draw every panel that has something to say about `subject`."""
    answers = [view(request, subject) for view in _panels.get(place, [])]
    drawn = [render_to_string(answer[0], answer[1], request) for answer in answers if answer is not None]
    return mark_safe("".join(drawn))  # noqa: S308 - templates rendered just now, escaped by the engine
