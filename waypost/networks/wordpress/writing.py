"""What a post of ours is made of on a site: blocks, as WordPress' own editor writes them (since 5.0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from waypost.networks.articles.naming import EXCERPT, slug_of, title_of
from waypost.networks.articles.writing import paragraphs
from waypost.networks.contract import Outgoing
from waypost.networks.wordpress.card import COVER


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the site's library."""

    id: int
    url: str
    alt: str


def slug(outgoing: Outgoing) -> str:
    """The slug with which a post appears."""
    return slug_of(outgoing.key, title_of(outgoing.options, outgoing.text))


def fields(outgoing: Outgoing, pictures: Sequence[Picture], terms: Mapping[str, list[int]]) -> dict[str, Any]:
    """A post as the site wants it; with what nobody chose left to the site, or taken away again by an edit."""
    has_cover = bool(pictures) and outgoing.options.get(COVER) != "text"
    said: dict[str, Any] = {
        "title": title_of(outgoing.options, outgoing.text),
        "content": _content(outgoing.text, pictures[1:] if has_cover else pictures),
        "excerpt": outgoing.options.get(EXCERPT, "").strip(),
        "featured_media": pictures[0].id if has_cover else 0,
        "tags": terms.get("tags", []),
    }
    return said | ({"categories": terms["categories"]} if terms.get("categories") else {})


def _content(text: str, pictures: Sequence[Picture]) -> str:
    blocks = [
        f"<!-- wp:paragraph -->\n<p>{inside}</p>\n<!-- /wp:paragraph -->" for inside in paragraphs(text)
    ]
    images = [_image(picture) for picture in pictures]
    if len(images) > 1:
        figures = "\n\n".join(images)
        images = [
            '<!-- wp:gallery {"linkTo":"none"} -->\n'
            f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{figures}</figure>\n'
            "<!-- /wp:gallery -->"
        ]
    return "\n\n".join([*blocks, *images])


def _image(picture: Picture) -> str:
    return (
        f'<!-- wp:image {{"id":{picture.id},"sizeSlug":"large","linkDestination":"none"}} -->\n'
        f'<figure class="wp-block-image size-large"><img src="{escape(picture.url)}" alt="{escape(picture.alt)}" '
        f'class="wp-image-{picture.id}"/></figure>\n<!-- /wp:image -->'
    )
