from django.urls import path

from waypost.interfaces.home import views

app_name = "home"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("workspaces/", views.workspaces, name="workspaces"),
    path("begin/", views.begin, name="begin"),
    path("<slug:workspace>/", views.home, name="home"),
    path("<slug:workspace>/search/", views.search, name="search"),
]
