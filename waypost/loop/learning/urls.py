from django.urls import path

from waypost.loop.learning import views

app_name = "learning"
urlpatterns = [
    path("insights/", views.insights, name="insights"),
    path("insights/look/", views.look, name="look"),
]
