"""What is done on a site before a post is due: pictures, categories and tags, and a draft that nobody sees."""

from __future__ import annotations

from html import unescape

from pydantic import BaseModel

from waypost.networks.articles.naming import TAGS, mark_of, names_in
from waypost.networks.contract import Account, MediaFile, Outgoing, Rejected
from waypost.networks.wordpress import client, writing
from waypost.networks.wordpress.card import CATEGORIES
from waypost.networks.wordpress.client import PostAnswer
from waypost.networks.wordpress.places import place_of
from waypost.toolkit.http import UnreadableAnswer

ALL = "publish,future,draft,pending,private"
"""Every state in which a post may be found by its slug; not the trash, where it has another."""
OUT = "publish,future,private"
"""Those in which we published it; a draft is not out."""
_SEARCHED = 100


class TermAnswer(BaseModel):
    """A category or a tag."""

    id: int
    name: str


class MediumAnswer(BaseModel):
    """A picture in the library."""

    id: int
    source_url: str
    alt_text: str = ""


class CommentAnswer(BaseModel):
    """A comment, as much of it as an answer must name."""

    id: int
    post: int


def known(account: Account, outgoing: Outgoing, states: str) -> PostAnswer | None:
    """The post in one of these states, by the slug of its draft or the one with which it appears.

    The draft's is made of the key alone, so that another title does not make another draft. Raises as the client does.
    """
    slugs = f"{mark_of(outgoing.key)},{writing.slug(outgoing)}"
    asked = {"slug": slugs, "status": states, "context": "edit", "_fields": "id,slug,status,link"}
    found = client.page(account, "/posts", PostAnswer, **asked)
    return found.items[0] if found.items else None


def draft(account: Account, outgoing: Outgoing) -> int:
    """The draft of a post, made where it is not there: one for each key, however often this is asked."""
    there = known(account, outgoing, ALL)
    if there is not None:
        return there.id
    said = writing.fields(outgoing, (), {}) | {"slug": mark_of(outgoing.key), "status": "draft"}
    return client.post(account, "/posts", PostAnswer, said).id


def picture(account: Account, outgoing: Outgoing, media: MediaFile) -> writing.Picture:
    """A picture in the site's library, with its alt text; one that is there for this post is taken again."""
    slug = f"{mark_of(outgoing.key)}-{media.sha256[:16]}"
    there = client.page(
        account, "/media", MediumAnswer, slug=slug, context="edit", _fields="id,source_url,alt_text"
    )
    if there.items:
        found = there.items[0]
        if found.alt_text != media.alt:
            found = client.post(account, f"/media/{found.id}", MediumAnswer, {"alt_text": media.alt})
    else:
        name = f"{slug}.{media.content_type.rpartition('/')[2].replace('jpeg', 'jpg')}"
        fields = {"slug": slug, "alt_text": media.alt}
        found = client.upload(account, fields, (name, media.read(), media.content_type), MediumAnswer)
    return writing.Picture(id=found.id, url=found.source_url, alt=media.alt)


def terms(account: Account, outgoing: Outgoing) -> dict[str, list[int]]:
    """The numbers of the categories and tags that somebody named."""
    return {
        kind: [_term(account, kind, name) for name in names_in(outgoing.options.get(option, ""))]
        for kind, option in (("categories", CATEGORIES), ("tags", TAGS))
    }


def _term(account: Account, kind: str, name: str) -> int:
    """The number of a category or tag by its name, made where there is none. Raises Rejected where we may not."""
    found = client.page(account, f"/{kind}", TermAnswer, search=name, per_page=_SEARCHED, _fields="id,name")
    for term in found.items:
        if unescape(term.name).casefold() == name.casefold():
            return term.id
    try:
        return client.post(account, f"/{kind}", TermAnswer, {"name": name}).id
    except client.Exists as error:
        return error.id
    except Rejected as error:
        if error.code != "rest_cannot_create":
            raise
        sentence = f"There is no “{name}” among the site’s {kind}, and this user may not make it."
        raise Rejected(sentence, error.code) from error


def answered(account: Account, outgoing: Outgoing) -> dict[str, int]:
    """The post and the comment under which an answer stands (0 directly under the post). Raises Rejected when gone."""
    place = place_of(outgoing.in_reply_to)
    if not place.is_comment:
        return {"post": place.number, "parent": 0}
    try:
        found = client.get(account, place.path, CommentAnswer, context="edit", _fields="id,post")
    except client.Missing as error:
        raise Rejected("The comment that this answers is no longer on the site.", error.code) from error
    if not found.post:
        raise UnreadableAnswer("the site did not say under which post the comment stands")
    return {"post": found.post, "parent": found.id}
