from django.urls import path

from waypost.foundation.channels.views import by_hand, connecting, consents, pages

global_urlpatterns = (
    [
        path("channels/return/", consents.arrival, name="return"),
        path("channels/clients/<slug:network>.json", consents.description, name="description"),
    ],
    "consents",
)

app_name = "channels"
urlpatterns = [
    path("channels/", pages.channels, name="channels"),
    path("channels/<int:channel_id>/", pages.channel, name="channel"),
    path("channels/<int:channel_id>/check/", pages.check, name="check"),
    path("channels/<int:channel_id>/disconnection/", pages.disconnection, name="disconnection"),
    path("channels/connections/<slug:network>/", connecting.connection, name="connection"),
    path("channels/connections/<slug:network>/opening/", connecting.opening, name="opening"),
    path("channels/by-hand/<slug:network>/", by_hand.account, name="by-hand"),
    path("channels/limits/<int:member_id>/", pages.limits, name="limits"),
]
