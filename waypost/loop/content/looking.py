"""Looks at pictures that came in, and makes them fit networks: in a child process that knows no database."""

import hashlib
import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from waypost.loop.content.domain.fitting import Recipe
from waypost.loop.content.domain.media_words import REFUSED, kind_that_is_none
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import Refusal

LOOK, FIT = "pictures_look", "picture_fit"
PATIENCE = 60
"""Seconds for one picture: a file that keeps a decoder busy for longer is no picture."""
SEATS = threading.BoundedSemaphore(os.cpu_count() or 1)
"""As many child processes at once as there are processors; whoever looks at a picture takes one."""
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True)
class Picture:
    """A picture as it is kept: its bytes and what is known of them."""

    content: bytes
    content_type: str
    width: int
    height: int
    frames: int
    sha256: str

    @classmethod
    def of_jpeg(cls, content: bytes) -> "Picture":
        """A JPEG that we wrote ourselves, kept without a look; nobody asks for its size."""
        digest = hashlib.sha256(content).hexdigest()
        return cls(content, "image/jpeg", width=0, height=0, frames=1, sha256=digest)

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def extension(self) -> str:
        return _ENDINGS[self.content_type]


def looked_at(contents: Sequence[bytes]) -> list[Picture | Refusal]:
    """Look at files together: each as it is to be kept, or why it cannot be.

    A file that brings the child process down brings nobody else down: the others are then looked at one by one.
    """
    known = [kind_that_is_none(content) for content in contents]
    asked = [content for content, none in zip(contents, known, strict=True) if none is None]
    found = iter(_all(asked) if asked else [])
    return [_refusal(none) if none else next(found) for none in known]


def _all(contents: Sequence[bytes]) -> list[Picture | Refusal]:
    with TemporaryDirectory(prefix="waypost-pictures-") as folder:
        files = [
            {"path": str(Path(folder, f"{number}.in")), "to": str(Path(folder, f"{number}.out"))}
            for number in range(len(contents))
        ]
        for file, content in zip(files, contents, strict=True):
            Path(file["path"]).write_bytes(content)
        try:
            with SEATS:
                answers = heavy_work.do(LOOK, {"files": files}, seconds=PATIENCE)["files"]
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            if len(contents) == 1:
                return [_refusal("stuck")]
            return [each for content in contents for each in _all([content])]
        return [_picture(answer, Path(file["to"])) for file, answer in zip(files, answers, strict=True)]


def fitted(content: bytes, recipe: Recipe) -> Picture:
    """Make a picture fit by a recipe, on a seat that the caller took. Raises Refusal where it cannot be done."""
    with TemporaryDirectory(prefix="waypost-pictures-") as folder:
        path, to = Path(folder, "in"), Path(folder, "out")
        path.write_bytes(content)
        given = {"path": str(path), "to": str(to), "recipe": asdict(recipe)}
        try:
            answer = heavy_work.do(FIT, given, seconds=PATIENCE)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise _refusal("stuck") from error
        made = _picture(answer, to)
    if isinstance(made, Refusal):
        raise made
    return made


def _picture(answer: dict[str, Any], to: Path) -> Picture | Refusal:
    if "refused" in answer:
        return _refusal(answer["refused"])
    return Picture(
        content=to.read_bytes(),
        content_type=answer["content_type"],
        width=answer["width"],
        height=answer["height"],
        frames=answer["frames"],
        sha256=answer["sha256"],
    )


def _refusal(code: str) -> Refusal:
    return Refusal(REFUSED[code], field="file")
