"""How a picture or video is made to fit one network and format: what is cut away, how large it leaves, as what.

A recipe follows from it, its focal point and the network's limits alone, so whoever approves it
approves what is made of it.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from waypost.loop.content.domain.snapshot import CENTRE, MediaPart
from waypost.networks.contract import MediaRules, Shape

JPEG, MP4 = "image/jpeg", "video/mp4"
_WRITTEN_BITS = 10_200_000
"""Bits a second of what is written, sound and all: where that is too much, less is written."""
_LEAST_BITS, _LEAST_SOUND = 220_000, 64_000
_SCHEMA = 1


@dataclass(frozen=True)
class Box:
    """A part of a picture, in its own pixels from the upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Recipe:
    """What is done with a picture: cut to `box`, brought to `width` and `height`, written as `content_type`.

    `bytes_max` is what the file may weigh at most; 0 is no limit. Where it weighs more it gets smaller. `rate_max` is how
    many frames a second a video may have.
    """

    box: Box
    width: int
    height: int
    content_type: str
    bytes_max: int = 0
    rate_max: int = 0

    @property
    def key(self) -> str:
        """The recipe's fingerprint, 32 hexadecimal digits: the same recipe has the same for ever."""
        said = {name: value for name, value in asdict(self).items() if name != "rate_max" or value}
        plain = json.dumps({"schema": _SCHEMA, **said}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode("ascii")).hexdigest()[:32]


def recipes(pictures: Sequence[MediaPart], rules: MediaRules, form: str) -> tuple[Recipe | None, ...]:
    """What is done with each picture of a post in a format; None for one that leaves as it is."""
    rules, shape = together(pictures, rules), rules.shape(form)
    if shape.alike and pictures and pictures[0].width:
        ratio = _ratio_of(crop(pictures[0], shape))
        shape = replace(shape, ratio_min=ratio, ratio_max=ratio)
    return tuple(recipe(picture, rules, shape) for picture in pictures)


def together(media: Sequence[MediaPart], rules: MediaRules) -> MediaRules:
    """The rules of each where all of a post may weigh so much together: what the lighter leave, the heavier share."""
    weights = sorted(
        min(part.size, (rules.video_bytes if part.is_video else rules.image_bytes) or part.size)
        for part in media
    )
    if not rules.files_bytes or sum(weights) <= rules.files_bytes:
        return rules
    left = rules.files_bytes
    for number, weight in enumerate(weights):
        share = left // (len(weights) - number)
        if weight > share:
            break
        left -= weight
    return replace(
        rules,
        image_bytes=min(share, rules.image_bytes or share),
        video_bytes=min(share, rules.video_bytes or share),
    )


def recipe(picture: MediaPart, rules: MediaRules, shape: Shape) -> Recipe | None:
    """What is done with one picture; None where it fits, or where nobody knows its size."""
    if picture.is_video:
        return film_recipe(picture, rules, shape)
    if not (picture.width and picture.height and picture.is_picture):
        return None
    box = crop(picture, shape)
    width, height = _scaled(box, rules, shape)
    as_type = _type(picture, rules)
    same = (width, height, as_type) == (picture.width, picture.height, picture.content_type)
    if same and not _is_heavy(picture, rules):
        return None
    return Recipe(box, width, height, as_type, rules.image_bytes)


def _is_heavy(picture: MediaPart, rules: MediaRules) -> bool:
    most = (rules.moving_bytes if picture.frames > 1 else 0) or rules.image_bytes
    return bool(most) and picture.size > most


def film_recipe(film: MediaPart, rules: MediaRules, shape: Shape) -> Recipe | None:
    """What is done with one video; None where it fits. Kept videos are MP4s, which every network takes."""
    if not (film.width and film.height):
        return None
    box = crop(film, shape)
    box = replace(box, width=_even(box.width), height=_even(box.height))
    width, height = _scaled(box, MediaRules(image_side=rules.video_side), Shape(alike=shape.alike))
    width, height = _even(width), _even(height)
    faster = bool(rules.video_frames) and film.rate > rules.video_frames + 0.1
    most = film_bytes(rules, shape)
    heavier = bool(most) and film.size > most
    if (width, height) == (film.width, film.height) and not (faster or heavier):
        return None
    return Recipe(
        box,
        width,
        height,
        MP4,
        most if film.seconds * _WRITTEN_BITS / 8 > most else 0,
        rules.video_frames if faster else 0,
    )


def film_bytes(rules: MediaRules, shape: Shape) -> int:
    """How many bytes a video may weigh in a format; 0 is no limit."""
    return min(filter(None, (shape.video_bytes, rules.video_bytes)), default=0)


def lightest(film: MediaPart) -> int:
    """How many bytes a video weighs at least, however it is written; less nobody could look at."""
    return int(film.seconds * (_LEAST_BITS + _LEAST_SOUND * film.sounds) / 8)


def _even(side: int) -> int:
    """H.264 stores colours for two pixels by two."""
    return max(2, side // 2 * 2)


def crop(picture: MediaPart, shape: Shape) -> Box:
    """The part of a picture that a shape shows: as much as it can.

    The focal point divides what is shown as it divides the whole picture, so it is always shown, and a browser draws
    the same with `object-position`.
    """
    width, height = picture.width, picture.height
    if shape.ratio_min and shape.ratio_min == shape.ratio_max:
        width, height = _nearest(width, height, shape.ratio_min)
    elif shape.ratio_max and width > height * shape.ratio_max:
        width = max(1, int(height * shape.ratio_max))
    elif shape.ratio_min and width < height * shape.ratio_min:
        height = max(1, int(width / shape.ratio_min))
    left = round((picture.width - width) * picture.focus_x / (2 * CENTRE))
    top = round((picture.height - height) * picture.focus_y / (2 * CENTRE))
    return Box(left, top, width, height)


def _nearest(width: int, height: int, ratio: float) -> tuple[int, int]:
    return (
        (max(1, round(height * ratio)), height)
        if width > height * ratio
        else (width, max(1, round(width / ratio)))
    )


def _ratio_of(box: Box) -> float:
    return box.width / box.height


def _scaled(box: Box, rules: MediaRules, shape: Shape) -> tuple[int, int]:
    """The size in which the box leaves: never larger than it is, never past a limit, its ratio kept within the shape's."""
    scale = 1.0
    if shape.width_max:
        scale = min(scale, shape.width_max / box.width)
    if rules.image_side:
        scale = min(scale, rules.image_side / max(box.width, box.height))
    if rules.image_pixels:
        scale = min(scale, (rules.image_pixels / (box.width * box.height)) ** 0.5)
    if scale >= 1:
        return box.width, box.height
    width, height = max(1, int(box.width * scale)), max(1, int(box.height * scale))
    if shape.alike:
        return width, height
    if shape.ratio_max and width > height * shape.ratio_max:
        width = max(1, int(height * shape.ratio_max))
    elif shape.ratio_min and width < height * shape.ratio_min:
        height = max(1, int(width / shape.ratio_min))
    return width, height


def _type(picture: MediaPart, rules: MediaRules) -> str:
    """The kind in which it leaves: its own where the network takes it and it is not too heavy for that."""
    types = rules.image_types
    own_is_taken = not types or picture.content_type in types
    if own_is_taken and not _is_heavy(picture, rules):
        return picture.content_type
    if JPEG in types or not types:
        return JPEG
    return picture.content_type if own_is_taken else types[0]
