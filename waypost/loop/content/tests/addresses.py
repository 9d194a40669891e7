from typing import Any
from urllib.parse import urlsplit

from tests.addresses import Plain
from tests.world import World
from waypost.loop.content import handing
from waypost.loop.content.tests.factories import (
    attached,
    begun_switch,
    coming_video,
    drafted_post,
    handed_over_table,
    picture,
    repeating_post,
    running_import,
    slot_with_evergreen,
    stopped_video,
    video,
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


def _handed(world: World) -> dict[str, Any]:
    return {"token": urlsplit(handing.address(str(picture(world).file))).path.rpartition("/")[2]}


def _video(world: World) -> dict[str, Any]:
    return {"media_id": video(world).pk}


def _coming(world: World) -> dict[str, Any]:
    return {"intake_id": coming_video(world).pk}


def _stopped(world: World) -> dict[str, Any]:
    return {"intake_id": stopped_video(world).pk}


def _table(world: World) -> dict[str, Any]:
    return {"import_id": handed_over_table(world).pk}


def _running(world: World) -> dict[str, Any]:
    return {"import_id": running_import(world).pk}


def _switch(world: World) -> dict[str, Any]:
    begun_switch(world)
    return {}


_OF_A_POST = [
    "labels", "moving_over",
    "post", "checks", "text", "post_channels", "reasons", "time", "time_removal", "archive",
    "next_free", "series", "evergreen", "submission", "withdrawal", "approval", "return", "pictures",
]  # fmt: skip
_OF_A_SWITCH = ["queue", "times", "tags", "hashtags", "media", "left", "ending"]
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
    **{f"content:switching_{name}": _switch for name in _OF_A_SWITCH},
    "content:switching_step": Plain({"name": "media"}),
    "content:media_cuts": _media,
    "content:media_video": _video,
    "content:media_poster": _video,
    "content:media_captions": _video,
    "content:media_captions_removal": _video,
    "content:video_stopping": _coming,
    "content:video_start": _stopped,
    "content:video_removal": _stopped,
    "content:import": _table,
    "content:import_start": _table,
    "content:import_stopping": _running,
    "content:import_removal": _table,
    "content:import_moving_over": _running,
    "content:import_progress": _running,
    "handed:file": _handed,
}
PUBLIC = {"handed:file": "a network fetches it, by an address that we signed for an hour"}
