from django.apps import AppConfig

from waypost.networks import registry
from waypost.ui import marks


class ChannelsConfig(AppConfig):
    name = "waypost.foundation.channels"
    label = "channels"

    def ready(self) -> None:
        for network in registry.names():
            marks.put(network, registry.card(network).label, registry.icon(network))
