from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "waypost.foundation.processes"
    label = "processes"
