from waypost.loop.content.actions import attachments, media, posts, reviews, variants

__all__ = ["attachments", "media", "posts", "reviews", "variants"]
