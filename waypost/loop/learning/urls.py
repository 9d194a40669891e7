from django.urls import path

from waypost.loop.learning import views

app_name = "learning"
urlpatterns = [
    path("insights/", views.insights, name="insights"),
    path("insights/look/", views.look, name="look"),
    path("insights/reviews/", views.meetings, name="meetings"),
    path("insights/reviews/new/", views.meeting_new, name="meeting_new"),
    path("insights/reviews/<int:meeting_id>/", views.meeting, name="meeting"),
    path("insights/reviews/<int:meeting_id>/minutes/", views.minutes, name="minutes"),
    path("insights/reviews/<int:meeting_id>/agreements/", views.agreements, name="agreements"),
    path(
        "insights/reviews/<int:meeting_id>/decisions/<int:proposal_id>/",
        views.meeting_decision,
        name="meeting_decision",
    ),
    path(
        "insights/reviews/<int:meeting_id>/touched/<int:proposal_id>/",
        views.meeting_touched,
        name="meeting_touched",
    ),
    path("insights/reviews/<int:meeting_id>/end/", views.meeting_end, name="meeting_end"),
    path("insights/reviews/<int:meeting_id>/minutes.pdf", views.minutes_pdf, name="minutes_pdf"),
]
