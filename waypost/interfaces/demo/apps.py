from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "waypost.interfaces.demo"
    label = "demo"
