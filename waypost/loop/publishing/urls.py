from django.urls import include, path

from waypost.loop.publishing.views import (
    changes,
    decisions,
    following,
    holds,
    installation,
    kits,
    links,
    looks,
    missed,
    moves,
    networks,
    publication,
    queue,
    rehearsals,
    tomorrow,
    topics,
)

_KITS = [
    path("kits/<str:token>/", kits.kit, name="kit"),
    path("kits/<str:token>/impossibility/", kits.impossible, name="impossibility"),
    path("kits/<str:token>/pictures/<int:number>/", kits.picture, name="picture"),
    path("kits/<str:token>/captions/<int:number>/", kits.captions, name="captions"),
]

app_name = "publishing"
urlpatterns = [
    path("publishing/", queue.queue, name="queue"),
    path("publishing/tomorrow/", tomorrow.tomorrow, name="tomorrow"),
    path("publishing/missed/", missed.missed, name="missed"),
    path("publishing/installation/release/", installation.release, name="installation-release"),
    path("publishing/holds/", holds.holds, name="holds"),
    path("publishing/holds/topic/", topics.topic_hold, name="topic-hold"),
    path("publishing/holds/<int:hold_id>/", holds.hold, name="hold"),
    path("publishing/holds/<int:hold_id>/lifting/", holds.lifting, name="lifting"),
    path("publishing/holds/<int:hold_id>/end/", holds.ending, name="ending"),
    path("publishing/holds/<int:hold_id>/looks/", looks.looks, name="looks"),
    path("publishing/networks/", networks.networks, name="networks"),
    path("publishing/networks/<int:channel_id>/trying/", networks.trying, name="trying"),
    path("publishing/rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("publishing/rehearsals/<int:rehearsal_id>/", rehearsals.rehearsal, name="rehearsal"),
    path(
        "publishing/rehearsals/<int:rehearsal_id>/progress/", rehearsals.progress, name="rehearsal-progress"
    ),
    path("publishing/rehearsals/<int:rehearsal_id>/end/", rehearsals.stopping, name="rehearsal-end"),
    path("publishing/links/", links.links, name="links"),
    path("publishing/links/preview/", links.preview, name="link-preview"),
    path("publishing/<int:publication_id>/", publication.publication, name="publication"),
    path("publishing/<int:publication_id>/presence/", decisions.presence, name="presence"),
    path("publishing/<int:publication_id>/absence/", decisions.absence, name="absence"),
    path("publishing/<int:publication_id>/abandonment/", decisions.abandonment, name="abandonment"),
    path("publishing/<int:publication_id>/handing/", kits.handing, name="handing"),
    path("publishing/<int:publication_id>/time/", moves.time, name="time"),
    path("publishing/<int:publication_id>/hold/", moves.hold, name="hold-back"),
    path("publishing/<int:publication_id>/release/", moves.release, name="release"),
    path("publishing/<int:publication_id>/removal/", changes.removal, name="removal"),
    path("publishing/<int:publication_id>/correction/", changes.correction, name="correction"),
    path("publishing/<int:publication_id>/repetition/", changes.repetition, name="repetition"),
    path("publishing/<int:publication_id>/cancellation/", moves.cancellation, name="cancellation"),
]

_FOLLOWING = [path("l/<str:code>", following.following, name="link")]

global_urlpatterns = [path("", include((_KITS, "kits"))), path("", include((_FOLLOWING, "following")))]
