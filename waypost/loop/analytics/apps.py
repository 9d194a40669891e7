from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "waypost.loop.analytics"
    label = "analytics"
