"""Every address of the short host."""

from django.urls import path

from waypost.loop.publishing.views import following

urlpatterns = [path("<str:code>", following.following), path("l/<str:code>", following.following)]
handler404 = following.nowhere
