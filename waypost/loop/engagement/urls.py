from django.urls import path

from waypost.loop.engagement.views import (
    acting,
    answering,
    inbox,
    incident,
    incidents,
    saved_replies,
    unhappy_words,
    ways,
    words,
)

app_name = "engagement"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/arrivals/", acting.arrivals, name="arrivals"),
    path("inbox/saved-replies/", saved_replies.saved_replies, name="saved_replies"),
    path("inbox/saved-replies/<int:reply_id>/", saved_replies.saved_reply, name="saved_reply"),
    path("inbox/saved-replies/<int:reply_id>/removal/", saved_replies.removal, name="saved_reply_removal"),
    path("inbox/<int:conversation_id>/", inbox.conversation, name="conversation"),
    path("inbox/<int:conversation_id>/answer/", answering.answer, name="answer"),
    path("inbox/<int:conversation_id>/count/", answering.count, name="count"),
    path("inbox/<int:conversation_id>/assignment/", acting.assignment, name="assignment"),
    path("inbox/<int:conversation_id>/closure/", acting.closure, name="closure"),
    path("inbox/<int:conversation_id>/reopening/", acting.reopening, name="reopening"),
    path("inbox/<int:conversation_id>/way/", ways.way, name="way"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.incident_new, name="incident_new"),
    path("incidents/unhappy-words/", unhappy_words.unhappy_words, name="unhappy_words"),
    path("incidents/alarms/<int:alarm_id>/dismissal/", incidents.alarm_dismissal, name="alarm_dismissal"),
    path("incidents/<int:incident_id>/", incident.incident, name="incident"),
    path("incidents/<int:incident_id>/level/", incident.level, name="incident_level"),
    path("incidents/<int:incident_id>/moments/", incident.moments, name="incident_moments"),
    path("incidents/<int:incident_id>/calls/", incident.calls, name="incident_calls"),
    path(
        "incidents/<int:incident_id>/calls/<int:call_id>/answer/",
        incident.call_answer,
        name="incident_call_answer",
    ),
    path("incidents/<int:incident_id>/hold/", incident.hold, name="incident_hold"),
    path("incidents/<int:incident_id>/words/<slug:statement>/", words.words, name="incident_words"),
    path("incidents/<int:incident_id>/speech/", words.speech, name="incident_speech"),
    path("incidents/<int:incident_id>/closure/", incident.closure, name="incident_closure"),
    path("incidents/<int:incident_id>/report/", incident.report, name="incident_report"),
]
