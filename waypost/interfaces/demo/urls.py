from django.urls import path

from waypost.interfaces.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.demo, name="demo"),
    path("demo/removal/", views.removal, name="removal"),
]

global_urlpatterns = (
    [
        path("demo/visit/", views.visit, name="visit"),
        path("demo/progress/", views.progress, name="progress"),
    ],
    "visits",
)
