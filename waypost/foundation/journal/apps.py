from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "waypost.foundation.journal"
    label = "journal"
