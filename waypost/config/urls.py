"""Every address of the program: the few that belong to no brand first, then those of a workspace under /<workspace>/.

Each app's `urls` holds the addresses of a workspace in `urlpatterns` and the others in `global_urlpatterns`.
"""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from waypost.loop import STAGES

APPS = (
    "waypost.foundation.people",
    "waypost.foundation.workspaces",
    "waypost.foundation.channels",
    "waypost.foundation.notices",
    *(f"waypost.loop.{stage.name}" for stage in STAGES),
    "waypost.interfaces.demo",
)


def _addresses() -> list[URLPattern | URLResolver]:
    outside: list[URLPattern | URLResolver] = []
    inside: list[URLPattern | URLResolver] = []
    for app in APPS:
        if find_spec(f"{app}.urls") is None:
            continue
        urls = import_module(f"{app}.urls")
        if hasattr(urls, "global_urlpatterns"):
            outside.append(path("", include(urls.global_urlpatterns)))
        if hasattr(urls, "urlpatterns"):
            inside.append(path("<slug:workspace>/", include((urls.urlpatterns, urls.app_name))))
    return [*outside, *inside]


urlpatterns = [
    path("", include("waypost.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("health/", include("waypost.interfaces.home.health_urls")),
    *_addresses(),
    path("", include("waypost.interfaces.home.urls")),
]
