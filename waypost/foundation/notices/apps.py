from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "waypost.foundation.notices"
    label = "notices"
