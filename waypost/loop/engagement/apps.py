from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "waypost.loop.engagement"
    label = "engagement"
