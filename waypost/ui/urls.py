from django.urls import path

from waypost.ui import installing, views

app_name = "ui"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("worker.js", installing.worker, name="worker"),
    path("icon.png", installing.icon, name="icon"),
    path("theme/", views.theme, name="theme"),
]
