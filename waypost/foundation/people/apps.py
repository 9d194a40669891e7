from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "waypost.foundation.people"
    label = "people"
