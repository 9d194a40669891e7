from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "waypost.loop.learning"
    label = "learning"
