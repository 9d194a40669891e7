"""When Django has every app, the stages' reactions and panels find their registries."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from waypost.toolkit import http


class ConfigConfig(AppConfig):
    name = "waypost.config"
    label = "config"

    def ready(self) -> None:
        environment = settings.WAYPOST
        own = [environment.sandbox_address.split("://", 1)[1]]
        http.configure(allow_hosts=[*environment.allow_hosts, *own], user_agent="Waypost/0.1 (+self-hosted)")
        autodiscover_modules("tasks", "panels")
