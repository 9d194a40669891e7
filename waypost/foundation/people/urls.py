from django.urls import path

from waypost.foundation.people import views

global_urlpatterns = (
    [
        path("accounts/", views.account, name="account"),
        path("welcome/<str:secret>/", views.welcome, name="welcome"),
    ],
    "people",
)
