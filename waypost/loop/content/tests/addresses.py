from typing import Any

from tests.world import World
from waypost.loop.content.tests.factories import (
    attached,
    drafted_post,
    picture,
    repeating_post,
    slot_with_evergreen,
)


def _post(world: World) -> dict[str, Any]:
    return {"post_id": drafted_post(world).pk}


def _series(world: World) -> dict[str, Any]:
    return {"post_id": repeating_post(world).source_id}


def _evergreen(world: World) -> dict[str, Any]:
    return {"post_id": slot_with_evergreen(world)[1].post_id}


def _variant(world: World) -> dict[str, Any]:
    return _post(world) | {"channel_id": world.channel("gallery").pk}


def _picture(world: World) -> dict[str, Any]:
    post = drafted_post(world)
    return {"post_id": post.pk, "picture_id": attached(world, post).pk}


def _media(world: World) -> dict[str, Any]:
    return {"media_id": picture(world).pk}


_OF_A_POST = [
    "post", "checks", "text", "post_channels", "reasons", "time", "time_removal", "archive",
    "next_free", "series", "evergreen", "submission", "withdrawal", "approval", "return", "pictures",
]  # fmt: skip
ADDRESSES = {
    **{f"content:{name}": _post for name in _OF_A_POST},
    "content:series_removal": _series,
    "content:series_skip": _series,
    "content:series_skip_removal": _series,
    "content:evergreen_removal": _evergreen,
    "content:variant": _variant,
    "content:variant_removal": _variant,
    "content:picture": _picture,
    "content:picture_removal": _picture,
    "content:media_description": _media,
    "content:media_removal": _media,
    "content:media_file": _media,
}
