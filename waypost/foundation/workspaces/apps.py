from django.apps import AppConfig


class WorkspacesConfig(AppConfig):
    name = "waypost.foundation.workspaces"
    label = "workspaces"
