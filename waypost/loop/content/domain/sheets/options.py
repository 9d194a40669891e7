"""Columns of other tools that say something about one network: which choice of ours each is, and what its words are here.

What we have no choice for stays without a meaning, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

FORMAT = "format"
"""Stands for the format of a variant, which is no option of its network."""
_YES_NO = {"true": "yes", "yes": "yes", "1": "yes", "false": "no", "no": "no", "0": "no"}
_KINDS = {
    "post": "", "feed": "", "image": "", "carousel": "", "album": "",
    "video": "video", "reel": "video", "reels": "video", "story": "story", "stories": "story",
}  # fmt: skip
_TIKTOK_AUDIENCE = {
    "public": "public",
    "public to everyone": "public",
    "everyone": "public",
    "friends": "friends",
    "mutual follow friends": "friends",
    "private": "private",
    "self only": "private",
}
_MAY_REPLY = {
    "everyone": "everybody",
    "everybody": "everybody",
    "following": "following",
    "mentioned": "mentioned",
    "mentioned users": "mentioned",
    "mentionedusers": "mentioned",
}


@dataclass(frozen=True)
class Target:
    """A choice on one network: its name on our card, its words for people, and what the words of tables are there."""

    network: str
    option: str
    label: str
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def value(self, cell: str) -> str | None:
        """What a cell chooses; None where that cannot be chosen here."""
        if not self.values:
            return cell
        return self.values.get(" ".join(cell.replace("_", " ").lower().split()))


@dataclass(frozen=True)
class Chosen:
    """What a row chooses on one network."""

    network: str
    option: str
    value: str


_AUDIENCE = {"public": "public", "unlisted": "unlisted", "private": "private"}
_PIN_TITLE = Target("pinterest", "title", "Pinterest: title")
_PIN_BOARD = Target("pinterest", "board", "Pinterest: board")
_PIN_LINK = Target("pinterest", "link", "Pinterest: where the pin leads")
_FILM_TITLE = Target("youtube", "title", "YouTube: title")
_FILM_TAGS = Target("youtube", "tags", "YouTube: tags")
_FILM_AUDIENCE = Target("youtube", "audience", "YouTube: who sees it", _AUDIENCE)
_FILM_CHILDREN = Target("youtube", "for_children", "YouTube: made for children", _YES_NO)
_INSTAGRAM = Target("instagram", FORMAT, "Instagram: format", _KINDS)
_FACEBOOK = Target("facebook_page", FORMAT, "Facebook: format", _KINDS)
_TIKTOK_TITLE = Target("tiktok", "title", "TikTok: title of the pictures")
_TIKTOK_SEEN = Target("tiktok", "audience", "TikTok: who sees it", _TIKTOK_AUDIENCE)
_X_REPLIES = Target("x", "replies", "X: who may reply", _MAY_REPLY)

METRICOOL = {
    "Twitter/X Can reply": _X_REPLIES,
    "Pinterest Board": _PIN_BOARD,
    "Pinterest Pin Title": _PIN_TITLE,
    "Pinterest Pin Link": _PIN_LINK,
    "Instagram Post Type": _INSTAGRAM,
    "Youtube Video Title": _FILM_TITLE,
    "Youtube Video Privacy": _FILM_AUDIENCE,
    "Youtube video for kids": _FILM_CHILDREN,
    "Youtube Video Tags": _FILM_TAGS,
    "Facebook Post Type": _FACEBOOK,
    "TikTok Title": _TIKTOK_TITLE,
    "TikTok Post Privacy": _TIKTOK_SEEN,
}
BUFFER = {"Board Name": _PIN_BOARD}

SPOKEN = {
    "pinterest board": _PIN_BOARD,
    "board name": _PIN_BOARD,
    "pinterest title": _PIN_TITLE,
    "pin title": _PIN_TITLE,
    "pinterest link": _PIN_LINK,
    "pin link": _PIN_LINK,
    "youtube title": _FILM_TITLE,
    "youtubetitle": _FILM_TITLE,
    "youtube video title": _FILM_TITLE,
    "youtube tags": _FILM_TAGS,
    "youtube privacy": _FILM_AUDIENCE,
    "youtubeprivacy": _FILM_AUDIENCE,
    "instagram post type": _INSTAGRAM,
    "instagram type": _INSTAGRAM,
    "facebook post type": _FACEBOOK,
    "facebook type": _FACEBOOK,
    "tiktok title": _TIKTOK_TITLE,
    "tiktok privacy": _TIKTOK_SEEN,
}
"""What such columns are called in other sheets, by their plain names: always a guess."""
