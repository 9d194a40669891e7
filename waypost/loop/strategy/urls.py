from django.urls import path

from waypost.loop.strategy import views

app_name = "strategy"
urlpatterns = [
    path("strategy/", views.strategy, name="strategy"),
    path("strategy/sections/<slug:section>/", views.section, name="section"),
    path("strategy/draft/", views.draft, name="draft"),
    path("strategy/draft/acceptance/", views.acceptance, name="acceptance"),
    path("strategy/draft/removal/", views.removal, name="removal"),
    path("strategy/draft/base/", views.base, name="base"),
    path("strategy/versions/", views.versions, name="versions"),
    path("strategy/versions/<int:number>/", views.version, name="version"),
    path("strategy/versions/<int:number>/yaml/", views.version_yaml, name="version_yaml"),
    path("strategy/comparison/", views.comparison, name="comparison"),
    path("strategy/yaml/", views.yaml, name="yaml"),
]
