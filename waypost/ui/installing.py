"""What makes the program an app that a phone can install: its manifest, its worker and its icon, at fixed addresses."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

FILES = Path(__file__).parent / "static" / "ui"
DAY = 60 * 60 * 24
PAPER = "#f7f3ec"


@require_safe
@cache_control(public=True, max_age=DAY)
def manifest(request: HttpRequest) -> HttpResponse:
    """Say to a browser how the program is installed (https://www.w3.org/TR/appmanifest/)."""
    said = {
        "id": "/",
        "name": "Waypost",
        "short_name": "Waypost",
        "description": "Social media strategy, management and marketing as one loop.",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {
                "src": static(f"ui/icons/waypost-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": use,
            }
            for size in (192, 512)
            for use in ("any", "maskable")
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root: it speaks for every page."""
    return HttpResponse((FILES / "worker.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY)
def icon(request: HttpRequest) -> HttpResponse:
    """The icon of a notice: a worker knows no names with hashes."""
    return HttpResponse((FILES / "icons" / "waypost-192.png").read_bytes(), content_type="image/png")
