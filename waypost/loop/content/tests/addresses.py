from typing import Any

from tests.world import World
from waypost.loop.content.tests.factories import attached, drafted_post, picture


def _post(world: World) -> dict[str, Any]:
    return {"post_id": drafted_post(world).pk}


def _variant(world: World) -> dict[str, Any]:
    return _post(world) | {"channel_id": world.channel("gallery").pk}


def _picture(world: World) -> dict[str, Any]:
    post = drafted_post(world)
    return {"post_id": post.pk, "picture_id": attached(world, post).pk}


def _media(world: World) -> dict[str, Any]:
    return {"media_id": picture(world).pk}


_OF_A_POST = [
    "post", "checks", "text", "post_channels", "reasons", "time", "time_removal", "archive",
    "submission", "withdrawal", "approval", "return", "pictures",
]  # fmt: skip
ADDRESSES = {
    **{f"content:{name}": _post for name in _OF_A_POST},
    "content:variant": _variant,
    "content:variant_removal": _variant,
    "content:picture": _picture,
    "content:picture_removal": _picture,
    "content:media_description": _media,
    "content:media_removal": _media,
    "content:media_file": _media,
}
