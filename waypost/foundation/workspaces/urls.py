from django.urls import path

from waypost.foundation.workspaces import views

app_name = "workspaces"
urlpatterns = [
    path("members/", views.members, name="members"),
    path("members/<int:member_id>/", views.member, name="member"),
    path("members/<int:member_id>/departure/", views.departure, name="departure"),
    path("invitations/<int:invitation_id>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("settings/", views.settings, name="settings"),
    path("settings/organisation/", views.organisation, name="organisation"),
    path("settings/organisation/admins/", views.admins, name="admins"),
    path(
        "settings/organisation/admins/<int:admin_id>/departure/",
        views.admin_departure,
        name="admin_departure",
    ),
    path("journal/", views.journal, name="journal"),
]

global_urlpatterns = ([path("invitations/<str:secret>/", views.invitation, name="invitation")], "invitations")
