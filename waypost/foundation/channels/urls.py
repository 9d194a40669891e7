from django.urls import path

from waypost.foundation.channels import views

app_name = "channels"
urlpatterns = [
    path("channels/", views.channels, name="channels"),
    path("channels/<int:channel_id>/", views.channel, name="channel"),
    path("channels/<int:channel_id>/disconnection/", views.disconnection, name="disconnection"),
    path("channels/connections/<slug:network>/", views.connection, name="connection"),
    path("channels/connections/<slug:network>/opening/", views.opening, name="opening"),
    path("channels/limits/<int:member_id>/", views.limits, name="limits"),
]
