from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "waypost.foundation.channels"
    label = "channels"
