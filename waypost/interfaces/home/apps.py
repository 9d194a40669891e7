from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "waypost.interfaces.home"
    label = "home"
