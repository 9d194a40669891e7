"""When Django has every app, the stages' reactions and panels find their registries."""

from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from waypost.config.schedule import TIMETABLE
from waypost.foundation.processes import timetable
from waypost.networks.bluesky import elsewhere
from waypost.toolkit import http


class ConfigConfig(AppConfig):
    name = "waypost.config"
    label = "config"

    def ready(self) -> None:
        environment = settings.WAYPOST
        sandbox = urlsplit(environment.sandbox_address)
        own = [f"{sandbox.hostname}:{sandbox.port or (443 if sandbox.scheme == 'https' else 80)}"]
        http.configure(allow_hosts=[*environment.allow_hosts, *own], user_agent="Waypost/0.1 (+self-hosted)")
        elsewhere.configure(video=environment.bluesky_video)
        timetable.register(TIMETABLE)
        autodiscover_modules("tasks", "panels")
