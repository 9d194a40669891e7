from django.urls import path

from waypost.loop.content.views import drafts, library, pictures, post, posts, reviews, writing

app_name = "content"
urlpatterns = [
    path("posts", posts.post_list, name="posts"),
    path("drafts", drafts.draft, name="draft"),
    path("reviews", posts.review_list, name="reviews"),
    path("posts/<int:post_id>", post.post_detail, name="post"),
    path("posts/<int:post_id>/checks", post.checks, name="checks"),
    path("posts/<int:post_id>/text", writing.text, name="text"),
    path("posts/<int:post_id>/channels", writing.post_channels, name="post_channels"),
    path("posts/<int:post_id>/channels/<int:channel_id>", writing.variant, name="variant"),
    path(
        "posts/<int:post_id>/channels/<int:channel_id>/removal",
        writing.variant_removal,
        name="variant_removal",
    ),
    path("posts/<int:post_id>/reasons", writing.reasons, name="reasons"),
    path("posts/<int:post_id>/time", writing.time, name="time"),
    path("posts/<int:post_id>/time/removal", writing.time_removal, name="time_removal"),
    path("posts/<int:post_id>/archive", writing.archive, name="archive"),
    path("posts/<int:post_id>/submission", reviews.submission, name="submission"),
    path("posts/<int:post_id>/withdrawal", reviews.withdrawal, name="withdrawal"),
    path("posts/<int:post_id>/approval", reviews.approval, name="approval"),
    path("posts/<int:post_id>/return", reviews.return_, name="return"),
    path("posts/<int:post_id>/pictures", pictures.pictures, name="pictures"),
    path("posts/<int:post_id>/pictures/<int:picture_id>", pictures.picture, name="picture"),
    path(
        "posts/<int:post_id>/pictures/<int:picture_id>/removal",
        pictures.picture_removal,
        name="picture_removal",
    ),
    path("media", library.library, name="media"),
    path("media/<int:media_id>", library.description, name="media_description"),
    path("media/<int:media_id>/removal", library.removal, name="media_removal"),
    path("media/<int:media_id>/file", library.file, name="media_file"),
]
