from django.urls import path

from waypost.loop.engagement.views import acting, answering, inbox, saved_replies

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
]
