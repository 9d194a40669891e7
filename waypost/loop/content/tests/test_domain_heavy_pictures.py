"""Pictures as cameras, programs and enemies make them: each comes out clean, or with the reason why it does not."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from waypost.loop.content.domain.heavy import pictures
from waypost.loop.content.domain.heavy.pictures import fit, look
from waypost.loop.content.domain.media_words import REFUSED
from waypost.loop.content.tests.pictures import png

GPS = 0x8825


def photograph(width: int = 60, height: int = 40, **saved: object) -> bytes:
    """A JPEG whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width // 2, height))
    return written(picture, "JPEG", quality=95, subsampling=0, **saved)


def written(picture: Image.Image, kind: str, **saved: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **saved)
    return out.getvalue()


SMALL = {kind: written(Image.effect_noise((24, 16), 80), kind) for kind in ("JPEG", "PNG", "GIF", "WEBP")}


def exif(orientation: int = 1) -> Image.Exif:
    said = Image.Exif()
    said[0x0112] = orientation
    said[0x010F] = "Camera of Mara"
    said[GPS] = {1: "N", 2: (38.0, 42.0, 0.0)}
    return said


def looked_at(tmp_path: Path, content: bytes) -> tuple[dict, bytes]:
    came, kept = tmp_path / "in", tmp_path / "out"
    came.write_bytes(content)
    [found] = look({"files": [{"path": str(came), "to": str(kept)}]})["files"]
    return found, kept.read_bytes() if kept.exists() else b""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_file_tells_where_or_by_whom_it_was_taken(tmp_path, kind):
    extra = {"lossless": True} if kind == "WEBP" else {}
    content = written(Image.open(io.BytesIO(photograph())), kind, exif=exif(), **extra)
    assert b"Camera of Mara" in content

    found, kept = looked_at(tmp_path, content)

    assert "refused" not in found
    assert b"Camera of Mara" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.convert("RGB").getpixel((5, 5)) == Image.open(io.BytesIO(content)).convert(
            "RGB"
        ).getpixel((5, 5))


def test_a_photograph_loses_nothing_but_what_it_tells(tmp_path):
    plain = photograph()

    found, kept = looked_at(tmp_path, photograph(exif=exif(), comment=b"Low tide"))

    assert kept == plain
    assert (found["content_type"], found["width"], found["height"], found["frames"]) == (
        "image/jpeg",
        60,
        40,
        1,
    )


def test_a_picture_that_lies_on_its_side_is_put_upright(tmp_path):
    found, kept = looked_at(tmp_path, photograph(exif=exif(orientation=6)))

    assert (found["width"], found["height"]) == (40, 60)
    with Image.open(io.BytesIO(kept)) as picture:
        red, _green, blue = picture.getpixel((20, 5))
    assert red > 200 > 60 > blue


def test_what_is_hidden_behind_the_end_is_left_behind(tmp_path):
    for content in (photograph(), png(40, 30), written(Image.new("L", (20, 20)), "GIF")):
        _found, kept = looked_at(tmp_path, content + b"PK\x03\x04<script>alert(1)</script>")

        assert b"script" not in kept
        assert kept == looked_at(tmp_path, content)[1]


def test_words_and_programs_inside_are_left_out(tmp_path):
    said = b"tEXtComment\0<script>alert(1)</script>"
    chunk = struct.pack(">I", len(said) - 4) + said + struct.pack(">I", zlib.crc32(said))
    whole = png(40, 30)

    _found, kept = looked_at(tmp_path, whole[:33] + chunk + whole[33:])

    assert kept == whole


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.98])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_file_that_breaks_off_is_refused(tmp_path, kind, cut):
    content = written(Image.effect_noise((120, 90), 80), kind)

    found, kept = looked_at(tmp_path, content[: int(len(content) * cut)])

    assert found["refused"] in {"broken", "kind"}
    assert kept == b""


@pytest.mark.parametrize(
    "content", [b"", b"Low tide at nine.", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused(tmp_path, content):
    assert looked_at(tmp_path, content)[0]["refused"] in {"kind", "broken"}


def test_a_small_file_with_a_monstrous_picture_is_not_decoded(tmp_path):
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    body = b"IHDR" + header
    bomb = png()[:8] + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + png()[33:]

    assert looked_at(tmp_path, bomb)[0] == {"refused": "pixels"}


def test_a_huge_picture_is_kept_in_a_size_that_anybody_can_use(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 300)

    found, kept = looked_at(tmp_path, photograph(1200, 600))

    assert (found["width"], found["height"]) == (300, 150)
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (300, 150)


def test_a_moving_picture_goes_on_moving_and_one_without_end_is_refused(tmp_path, monkeypatch):
    frames = [Image.new("L", (20, 20), shade) for shade in (0, 90, 180)]
    film = written(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"Mara")

    found, kept = looked_at(tmp_path, film)

    assert found["frames"] == 3
    assert b"Mara" not in kept
    assert b"NETSCAPE2.0" in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.n_frames == 3
    monkeypatch.setattr(pictures, "MOST_FRAMES", 2)
    assert looked_at(tmp_path, film)[0] == {"refused": "moving"}


def test_print_colours_become_screen_colours(tmp_path):
    content = written(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", quality=95)

    found, kept = looked_at(tmp_path, content)

    assert found["content_type"] == "image/jpeg"
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.mode == "RGB"
        assert picture.getpixel((9, 9))[0] > 200


def test_a_colour_profile_that_nobody_can_read_does_no_harm(tmp_path):
    content = photograph(icc_profile=b"nobody can read this")

    _found, kept = looked_at(tmp_path, content)

    with Image.open(io.BytesIO(kept)) as picture:
        assert "icc_profile" not in picture.info
        assert picture.getpixel((5, 5))[0] > 200


def test_a_kind_that_networks_do_not_take_is_written_anew(tmp_path):
    content = written(Image.new("RGB", (64, 48), "teal"), "AVIF")

    found, kept = looked_at(tmp_path, content)

    assert (found["content_type"], found["width"], found["height"]) == ("image/jpeg", 64, 48)
    assert kept.startswith(b"\xff\xd8")


def fitted(tmp_path: Path, content: bytes, **changes: object) -> tuple[dict, Image.Image]:
    recipe = {
        "box": {"left": 0, "top": 0, "width": 60, "height": 40},
        "width": 60,
        "height": 40,
        "content_type": "image/jpeg",
        "bytes_max": 0,
        **changes,
    }
    came, made = tmp_path / "in", tmp_path / "out"
    came.write_bytes(content)
    found = fit({"path": str(came), "to": str(made), "recipe": recipe})
    return found, Image.open(io.BytesIO(made.read_bytes()))


def test_a_picture_is_cut_where_the_recipe_says(tmp_path):
    right = {"left": 30, "top": 0, "width": 30, "height": 40}

    found, made = fitted(tmp_path, photograph(), box=right, width=15, height=20)

    assert (found["width"], found["height"], made.size) == (15, 20, (15, 20))
    red, _green, blue = made.getpixel((1, 10))
    assert blue > 200 > 90 > red


def test_a_large_photograph_is_cut_at_the_same_place_though_fewer_pixels_are_decoded(tmp_path):
    right = {"left": 800, "top": 0, "width": 800, "height": 1000}

    _found, made = fitted(tmp_path, photograph(1600, 1000), box=right, width=80, height=100)

    assert made.getpixel((1, 50))[2] > 200
    assert made.getpixel((78, 50))[2] > 200


def test_what_is_too_heavy_is_written_less_exactly_and_then_smaller(tmp_path):
    noise = written(Image.effect_noise((300, 200), 100).convert("RGB"), "PNG")
    whole = {"left": 0, "top": 0, "width": 300, "height": 200}

    found, made = fitted(tmp_path, noise, box=whole, width=300, height=200, bytes_max=9_000)

    assert found["size"] <= 9_000
    assert made.size == (found["width"], found["height"])
    assert abs(made.width / made.height - 1.5) < 0.02


def test_a_picture_with_holes_stands_on_white_where_holes_are_not_possible(tmp_path):
    glass = written(Image.new("RGBA", (60, 40), (255, 0, 0, 0)), "PNG")

    _found, made = fitted(tmp_path, glass)

    assert min(made.getpixel((30, 20))) > 250


def test_a_picture_with_holes_keeps_them_as_png(tmp_path):
    glass = written(Image.new("RGBA", (60, 40), (255, 0, 0, 0)), "PNG")

    _found, made = fitted(tmp_path, glass, content_type="image/png", width=30, height=20)

    assert made.getpixel((5, 5))[3] == 0


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]), st.integers(0, 5000), st.binary(min_size=1, max_size=8)
)
def test_no_damage_whatever_brings_more_than_a_refusal(tmp_path, kind, at, damage):
    content = bytearray(SMALL[kind])
    at %= len(content)
    content[at : at + len(damage)] = damage

    found, _kept = looked_at(tmp_path, bytes(content))

    assert found.get("refused", "kind") in REFUSED
