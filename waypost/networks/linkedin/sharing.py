"""A post on LinkedIn (https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api, 2026-11)."""

from __future__ import annotations

from waypost.networks.contract import (
    POLL_OPTION,
    Card,
    MediaRules,
    Need,
    PollRules,
    Shape,
    TextUnit,
    comment_by_hand,
    open_for,
)
from waypost.networks.contract.writing import Look
from waypost.networks.counting.signs import WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters
from waypost.networks.finding.urls import Links

DAY = 86_400
_LIMIT = 3000
_WIDE = Shape(ratio_min=1 / 2.4, ratio_max=2.4, seconds_min=3, seconds_max=1800)
_NAMED = r"\[[^\]\n]+\]\(urn:li:(?:organization|person):[A-Za-z0-9_-]+\)"
_SIGNS = Signs(name=_NAMED, tag=WORD, links=Links())

TEXTS = Counting(_LIMIT, TextUnit.CHARACTERS, characters, _SIGNS.find)
"""Characters, links at their full length; people and pages are named as @[Name](urn:li:…)."""


def card(name: str, label: str, *needs: Need) -> Card:
    """The card of one of LinkedIn's kinds of account."""
    return Card(
        name=name,
        label=label,
        text_limit=_LIMIT,
        text_unit=TextUnit.CHARACTERS,
        formats=("text", "link", "image", "carousel", "video"),
        media=MediaRules(
            images_max=20,
            image_bytes=5_000_000,
            image_types=("image/jpeg", "image/png", "image/gif"),
            image_pixels=36_152_319,
            moving_alone=True,
            videos_max=1,
            video_bytes=500_000_000,
            video_types=("video/mp4",),
            video_seconds=1800,
            alt_limit=4086,
            shapes={"video": _WIDE},
        ),
        docs_url="https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
        comment_in_one_call=True,
        needs=needs,
        look=Look(fold=210),
        options=(
            POLL_OPTION,
            open_for(1, 3, 7, 14),
            comment_by_hand(1250),
        ),
        polls=PollRules(
            answers_max=4, answer_limit=30, seconds_min=DAY, seconds_max=14 * DAY, question_limit=140
        ),
    )
