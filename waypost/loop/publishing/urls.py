from django.urls import path

from waypost.loop.publishing.views import (
    decisions,
    holds,
    installation,
    looks,
    moves,
    publication,
    queue,
    tomorrow,
)

app_name = "publishing"
urlpatterns = [
    path("publishing/", queue.queue, name="queue"),
    path("publishing/tomorrow/", tomorrow.tomorrow, name="tomorrow"),
    path("publishing/installation/release/", installation.release, name="installation-release"),
    path("publishing/holds/", holds.holds, name="holds"),
    path("publishing/holds/<int:hold_id>/", holds.hold, name="hold"),
    path("publishing/holds/<int:hold_id>/lifting/", holds.lifting, name="lifting"),
    path("publishing/holds/<int:hold_id>/end/", holds.ending, name="ending"),
    path("publishing/holds/<int:hold_id>/looks/", looks.looks, name="looks"),
    path("publishing/<int:publication_id>/", publication.publication, name="publication"),
    path("publishing/<int:publication_id>/presence/", decisions.presence, name="presence"),
    path("publishing/<int:publication_id>/absence/", decisions.absence, name="absence"),
    path("publishing/<int:publication_id>/abandonment/", decisions.abandonment, name="abandonment"),
    path("publishing/<int:publication_id>/time/", moves.time, name="time"),
    path("publishing/<int:publication_id>/hold/", moves.hold, name="hold-back"),
    path("publishing/<int:publication_id>/release/", moves.release, name="release"),
    path("publishing/<int:publication_id>/cancellation/", moves.cancellation, name="cancellation"),
]
