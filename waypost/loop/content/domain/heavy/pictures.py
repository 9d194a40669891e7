"""Pictures as jobs: looked at whole and cleaned when they come in, cut and written anew for a network."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from waypost.loop.content.domain.bare import bare

KINDS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
SAVED_AS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
OPENED = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
LARGEST_PIXELS = 120_000_000
"""More than any camera makes; what claims more is not decoded."""
LONGEST_SIDE = 6000
"""More than any network shows: what is larger is kept in this size."""
MOST_FRAMES = 1000
KEPT_QUALITY, QUALITIES = 92, (88, 82, 75, 68)
_ORIENTATION = 0x0112
# Every limit is set here by hand, and the child has no more memory than the job may use.
Image.MAX_IMAGE_PIXELS = None


class Refused(Exception):
    """Why a file cannot be used, as a code for which `media_words` has a sentence."""


def _nobody(_done: float, **_also: object) -> None:
    """Listens to nothing."""


def look(given: dict[str, Any], tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """{"files": [{"path", "to"}]}: decode pictures to their ends, write each to `to` with nothing but what draws it.

    Gives {"files": […]} in their order: kind, size in pixels, number of frames and fingerprint, or {"refused": a code}.
    """
    found = []
    for file in given["files"]:
        found.append(_looked_at(Path(file["path"]), Path(file["to"])))
        tell(len(found) / len(given["files"]))
    return {"files": found}


def _looked_at(path: Path, to: Path) -> dict[str, Any]:
    content = path.read_bytes()
    try:
        with _opened(content) as picture:
            picture.load()
            kept, kind, frames = _kept(picture, content)
    except Refused as refused:
        return {"refused": str(refused)}
    with Image.open(io.BytesIO(kept)) as written:
        size = written.size
    return {"frames": frames, **_written(kept, to, kind, size)}


def fit(given: dict[str, Any], _tell: Callable[..., None] = _nobody) -> dict[str, Any]:
    """{"path", "to", "recipe"}: cut and write a picture for a network; gives what `look` gives, or {"refused": a code}."""
    recipe, box = given["recipe"], given["recipe"]["box"]
    size = recipe["width"], recipe["height"]
    try:
        with _opened(Path(given["path"]).read_bytes()) as picture:
            whole = picture.width
            if picture.format == "JPEG":
                picture.draft(
                    None, _drafted(picture.size, box, size)
                )  # decodes fewer pixels where fewer are wanted
            picture.load()
            edges = _edges(box, picture.width / whole, picture.size)
            cut = _as_shown(picture).resize(size, Image.Resampling.LANCZOS, box=edges)
    except Refused as refused:
        return {"refused": str(refused)}
    content, written = _small_enough(cut, recipe["content_type"], recipe["bytes_max"])
    return {"frames": 1, **_written(content, Path(given["to"]), recipe["content_type"], written)}


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """The picture, and whatever goes wrong with it. Raises Refused for what is none, is cut off, or is beyond all size."""
    try:
        with Image.open(io.BytesIO(content), formats=OPENED) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise Refused("pixels")
            yield picture
    except UnidentifiedImageError as error:
        raise Refused("kind") from error
    except MemoryError as error:
        raise Refused("pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused("broken") from error


def _kept(picture: Image.Image, content: bytes) -> tuple[bytes, str, int]:
    """The bytes to keep: the file's own where they draw the same everywhere, else written anew; kind and frames."""
    kind, frames = KINDS.get(picture.format or "", ""), _frames(picture)
    moves = frames > 1
    upright = picture.getexif().get(_ORIENTATION, 1) in (0, 1)
    as_it_is = (
        kind
        and upright
        and picture.mode != "CMYK"
        and _is_srgb(picture)
        and max(picture.size) <= LONGEST_SIDE
    )
    if as_it_is or moves:
        if not kind or max(picture.size) > LONGEST_SIDE:
            raise Refused("moving")
        return bare(content, kind), kind, frames
    shown = ImageOps.exif_transpose(_as_shown(picture))
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if kind not in ("image/png", "image/webp"):
        kind = "image/png" if _has_holes(shown) else "image/jpeg"
    return _encoded(shown, kind, KEPT_QUALITY), kind, 1


def _frames(picture: Image.Image) -> int:
    """How many pictures follow one another, each decoded; a phone's second picture in one JPEG is no film."""
    if picture.format in ("JPEG", "MPO", "PNG") or not getattr(picture, "is_animated", False):
        return 1
    frames = 0
    try:
        while True:
            picture.seek(frames)
            picture.load()
            frames += 1
            if frames > MOST_FRAMES:
                raise Refused("moving")
    except EOFError:
        picture.seek(0)
        return max(1, frames)


def _as_shown(picture: Image.Image) -> Image.Image:
    """The picture in the colours of screens; holes stay holes."""
    profile = picture.info.get("icc_profile")
    exif = picture.getexif()
    if not _is_srgb(picture) and profile:
        mode = "RGB" if picture.mode in ("RGB", "CMYK", "L") else "RGBA"
        base = picture if picture.mode in ("RGB", "CMYK", "L", "RGBA") else picture.convert(mode)
        try:
            turned = ImageCms.profileToProfile(
                base,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            if turned is not None:
                picture = turned
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that nobody can read says nothing about the colours
    shown = picture.convert("RGBA" if _has_holes(picture) else "RGB")
    shown.info.clear()
    if exif.get(_ORIENTATION):
        shown.getexif()[_ORIENTATION] = exif[_ORIENTATION]
    return shown


def _is_srgb(picture: Image.Image) -> bool:
    profile = picture.info.get("icc_profile")
    return not profile or b"sRGB" in profile or "sRGB".encode("utf-16-be") in profile


def _has_holes(picture: Image.Image) -> bool:
    if picture.mode in ("RGBA", "LA", "PA"):
        return picture.getchannel("A").point(lambda shade: shade < 255).getbbox() is not None
    return "transparency" in picture.info


def _drafted(whole: tuple[int, int], box: dict[str, int], size: tuple[int, int]) -> tuple[int, int]:
    """The least size of the whole in which the box still has the pixels that are wanted of it."""
    return whole[0] * size[0] // box["width"], whole[1] * size[1] // box["height"]


def _edges(box: dict[str, int], scale: float, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """The box in the pixels that were decoded."""
    left, top = box["left"] * scale, box["top"] * scale
    right, bottom = left + box["width"] * scale, top + box["height"] * scale
    return left, top, min(size[0], right), min(size[1], bottom)


def _small_enough(picture: Image.Image, kind: str, bytes_max: int) -> tuple[bytes, tuple[int, int]]:
    """Written as well as the limit allows: first less exact, then smaller."""
    while True:
        for quality in QUALITIES if kind != "image/png" else QUALITIES[:1]:
            content = _encoded(picture, kind, quality)
            if not bytes_max or len(content) <= bytes_max or max(picture.size) < 16:
                return content, picture.size
        smaller = max(1, picture.width * 4 // 5), max(1, picture.height * 4 // 5)
        picture = picture.resize(smaller, Image.Resampling.LANCZOS)


def _encoded(picture: Image.Image, kind: str, quality: int) -> bytes:
    out = io.BytesIO()
    if kind == "image/jpeg":
        on_paper = Image.new("RGB", picture.size, "white")
        on_paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
        on_paper.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    elif kind == "image/webp":
        picture.save(out, "WEBP", quality=quality)
    else:
        picture.save(out, SAVED_AS[kind], optimize=True)
    return out.getvalue()


def _written(content: bytes, to: Path, kind: str, size: tuple[int, int]) -> dict[str, Any]:
    to.write_bytes(content)
    return {
        "content_type": kind,
        "width": size[0],
        "height": size[1],
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
