from django.urls import path

from waypost.interfaces.home.health import live, ready

app_name = "health"
urlpatterns = [
    path("live", live, name="live"),
    path("ready", ready, name="ready"),
]
