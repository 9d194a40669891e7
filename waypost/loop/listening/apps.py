from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "waypost.loop.listening"
    label = "listening"
