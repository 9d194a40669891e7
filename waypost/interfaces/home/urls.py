from django.urls import path

from waypost.interfaces.home import views

app_name = "home"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("workspaces/", views.workspaces, name="workspaces"),
    path("week/", views.weeks, name="weeks"),
    path("begin/", views.begin, name="begin"),
    path("begin/example/", views.example, name="begin_example"),
    path("begin/brand/", views.another_brand, name="begin_brand"),
    path("<slug:workspace>/", views.home, name="home"),
    path("<slug:workspace>/settings/file/", views.brand_file, name="brand_file"),
    path("<slug:workspace>/unpacking/", views.unpacking, name="unpacking"),
    path("<slug:workspace>/unpacking/progress/", views.unpacking_progress, name="unpacking_progress"),
    path("<slug:workspace>/week/", views.week, name="week"),
    path("<slug:workspace>/search/", views.search, name="search"),
]
