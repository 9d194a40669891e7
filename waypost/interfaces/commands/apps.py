from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "waypost.interfaces.commands"
    label = "commands"
