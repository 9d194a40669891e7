from django.urls import path

from waypost.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/readings/", views.readings, name="readings"),
    path("notices/<int:notice_id>/reading/", views.reading, name="reading"),
    path("notices/kinds/<slug:kind>/quiet/", views.quiet, name="quiet"),
    path("notices/devices/", views.devices, name="devices"),
    path("notices/devices/<int:device_id>/removal/", views.removal, name="removal"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<int:task_id>/completion/", views.completion, name="completion"),
]
global_urlpatterns = ([path("quiet/<str:token>/", views.off, name="off")], "quiet")
