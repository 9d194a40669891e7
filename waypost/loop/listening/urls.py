from django.urls import path

from waypost.loop.listening import views

app_name = "listening"
urlpatterns = [
    path("ideas/mail/", views.idea_mail, name="idea_mail"),
    path("ideas/mail/mailbox/", views.idea_mailbox, name="idea_mailbox"),
    path("ideas/mail/mailbox/removal/", views.idea_mailbox_removal, name="idea_mailbox_removal"),
    path("ideas/mail/letters/<int:letter_id>/idea/", views.idea_letter_idea, name="idea_letter_idea"),
    path(
        "ideas/mail/letters/<int:letter_id>/removal/", views.idea_letter_removal, name="idea_letter_removal"
    ),
    path("listening/", views.listening, name="listening"),
    path("listening/trends/", views.trends, name="trends"),
    path("listening/trends/<int:trend_id>/", views.trend, name="trend"),
    path("listening/trends/<int:trend_id>/boundaries/", views.trend_boundaries, name="trend_boundaries"),
    path("listening/trends/<int:trend_id>/decision/", views.trend_decision, name="trend_decision"),
    path("listening/trends/<int:trend_id>/return/", views.trend_return, name="trend_return"),
    path("listening/trends/<int:trend_id>/idea/", views.trend_idea, name="trend_idea"),
    path("listening/networks/", views.reviews, name="reviews"),
    path("listening/networks/<int:review_id>/", views.review, name="review"),
    path("listening/networks/<int:review_id>/refusal/", views.review_refusal, name="review_refusal"),
    path("listening/networks/<int:review_id>/pilot/", views.pilot, name="pilot"),
    path("listening/networks/<int:review_id>/criteria/", views.pilot_criteria, name="pilot_criteria"),
    path("listening/networks/<int:review_id>/decision/", views.pilot_decision, name="pilot_decision"),
    path("listening/algorithms/", views.notes, name="notes"),
    path("listening/algorithms/<int:note_id>/", views.note, name="note"),
    path("listening/algorithms/<int:note_id>/removal/", views.note_removal, name="note_removal"),
]
