from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.content.domain.cuts import cuts_of
from waypost.loop.content.domain.fitting import Box, crop, recipe, recipes
from waypost.loop.content.domain.snapshot import MediaPart
from waypost.networks.contract import MediaRules, Shape
from waypost.networks.sandbox.card import CARD

PICTURE = MediaPart("a" * 64, "a.jpg", "image/jpeg", "A tern", size=900_000, width=4000, height=3000)
ANY = MediaRules(images_max=4, image_types=("image/jpeg", "image/png"), image_bytes=1_000_000)
FEED = Shape(ratio_min=0.8, ratio_max=1.91, width_max=1440)


def test_what_fits_leaves_as_it_is():
    assert recipe(PICTURE, ANY, Shape()) is None
    assert recipe(replace(PICTURE, width=0), ANY, FEED) is None


def test_a_wide_picture_is_cut_at_its_sides_around_what_must_stay():
    strip = replace(PICTURE, width=4000, height=1000)

    assert crop(strip, FEED) == Box(1045, 0, 1910, 1000)
    assert crop(replace(strip, focus_x=0), FEED) == Box(0, 0, 1910, 1000)
    assert crop(replace(strip, focus_x=1000), FEED) == Box(2090, 0, 1910, 1000)


def test_a_high_picture_is_cut_above_and_below():
    tower = replace(PICTURE, width=1000, height=4000, focus_y=0)

    assert crop(tower, FEED) == Box(0, 0, 1000, 1250)


@pytest.mark.parametrize(
    ("kind", "size", "becomes"),
    [
        ("image/jpeg", 5_000_000, "image/jpeg"),
        ("image/png", 5_000_000, "image/jpeg"),
        ("image/webp", 10, "image/jpeg"),
    ],
)
def test_what_is_too_heavy_or_of_another_kind_is_written_anew(kind, size, becomes):
    made = recipe(replace(PICTURE, content_type=kind, size=size), ANY, Shape())

    assert made is not None
    assert (made.content_type, made.bytes_max) == (becomes, 1_000_000)
    assert made.box == Box(0, 0, 4000, 3000)


def test_a_network_without_jpeg_gets_what_it_takes():
    only_png = replace(ANY, image_types=("image/png",))

    made = recipe(PICTURE, only_png, Shape())

    assert made is not None
    assert made.content_type == "image/png"


def test_the_pictures_of_one_album_are_cut_to_the_first():
    rules = replace(ANY, shapes={"carousel": replace(FEED, alike=True)})
    square, strip = replace(PICTURE, width=1000, height=1000), replace(PICTURE, width=4000, height=1000)

    first, second = recipes([square, strip], rules, "carousel")

    assert first is None
    assert second is not None
    assert second.box == Box(1500, 0, 1000, 1000)


def test_an_album_without_a_ratio_of_its_own_takes_that_of_its_first_picture():
    rules = replace(ANY, shapes={"carousel": Shape(alike=True)})
    strip, square = replace(PICTURE, width=4000, height=1000), replace(PICTURE, width=1000, height=1000)

    first, second = recipes([strip, square], rules, "carousel")

    assert first is None
    assert second is not None
    assert second.box == Box(0, 375, 1000, 250)
    assert crop(square, Shape(alike=True)) == Box(0, 0, 1000, 1000)


def test_every_way_in_which_networks_cut_a_picture_is_told_once():
    strip = replace(PICTURE, width=4000, height=1000)
    shapes = {"image": FEED, "story": Shape(ratio_min=0.5, ratio_max=1.0), "video": Shape(ratio_max=1.0)}
    quay, pier = (replace(CARD, label=label, media=replace(ANY, shapes=shapes)) for label in ("Quay", "Pier"))

    wide, square = cuts_of(strip, [quay, pier, CARD])

    assert wide.networks == ("Pier: image", "Quay: image")
    assert (square.box, square.share) == (Box(1500, 0, 1000, 1000), 0.25)
    assert cuts_of(replace(PICTURE, width=900, height=1000), [quay, CARD]) == []


def test_the_same_recipe_has_the_same_key_and_another_focal_point_another_one():
    strip = replace(PICTURE, width=4000, height=1000)
    one, same = recipe(strip, ANY, FEED), recipe(replace(strip, sha256="b" * 64), ANY, FEED)
    other = recipe(replace(strip, focus_x=400), ANY, FEED)

    assert one is not None
    assert same is not None
    assert other is not None
    assert (one.key, len(one.key)) == (same.key, 32)
    assert one.key != other.key


SIDES = st.integers(min_value=1, max_value=20_000)
FOCUS = st.integers(min_value=0, max_value=1000)


@given(SIDES, SIDES, FOCUS, FOCUS, st.integers(200, 4000), st.integers(10_000, 40_000_000))
def test_whatever_comes_out_keeps_every_limit(width, height, x, y, side, pixels):
    rules = replace(ANY, image_side=side, image_pixels=pixels)
    picture = replace(PICTURE, width=width, height=height, focus_x=x, focus_y=y)
    made = recipe(picture, rules, FEED)
    out = (made.width, made.height) if made else (width, height)
    box = made.box if made else Box(0, 0, width, height)

    assert max(out) <= max(side, 1)
    assert out[0] * out[1] <= pixels
    assert out[0] <= 1440
    assert out[0] <= max(1.0, out[1] * 1.91)
    assert out[0] >= out[1] * 0.8 or out[0] <= 2
    assert box.left >= 0
    assert box.top >= 0
    assert box.left + box.width <= width
    assert box.top + box.height <= height
    assert box.left <= width * x / 1000 + 1
    assert width * x / 1000 - 1 <= box.left + box.width
