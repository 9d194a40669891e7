from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "waypost.loop.publishing"
    label = "publishing"
