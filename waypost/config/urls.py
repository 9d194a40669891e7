"""Every address of the program: the ones of a workspace under /<workspace>/, the few others before them."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
]
