"""Files are looked at in a child process: what brings it down is refused, and the others come in all the same."""

import contextvars
import subprocess
import sys
from pathlib import Path

import pytest

from waypost.loop.content import looking
from waypost.loop.content.domain.fitting import Box, Recipe
from waypost.loop.content.looking import Picture, fitted, looked_at
from waypost.loop.content.tests.pictures import png
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import Refusal


def test_a_picture_is_looked_at_and_cut_in_a_child_process() -> None:
    here = contextvars.Context()  # nobody brought the jobs into this one

    [found] = here.run(looked_at, [png(30, 20)])
    assert isinstance(found, Picture)
    made = here.run(fitted, found.content, Recipe(Box(0, 0, 20, 20), 10, 10, "image/jpeg"))

    assert (found.width, found.height, found.extension, found.content) == (30, 20, "png", png(30, 20))
    assert (made.width, made.height, made.extension) == (10, 10, "jpg")


def test_a_file_that_brings_the_child_down_brings_nobody_else_down() -> None:
    asked: list[int] = []

    def breaks_at_the_second(given: dict) -> dict:
        asked.append(len(given["files"]))
        if any(Path(file["path"]).read_bytes() == b"bad" for file in given["files"]):
            raise subprocess.CalledProcessError(-9, [sys.executable])
        return {"files": [{"refused": "kind"} for _file in given["files"]]}

    with heavy_work.done_here({looking.LOOK: breaks_at_the_second}):
        found = looked_at([b"one", b"bad", b"three"])

    assert asked == [3, 1, 1, 1]
    assert [str(each) for each in found] == [
        str(looking._refusal("kind")), str(looking._refusal("stuck")), str(looking._refusal("kind"))
    ]  # fmt: skip


def test_a_picture_that_takes_for_ever_is_no_picture() -> None:
    def never(given: dict) -> dict:
        raise subprocess.TimeoutExpired([sys.executable], looking.PATIENCE)

    with heavy_work.done_here({looking.FIT: never}), pytest.raises(Refusal, match="in a minute"):
        fitted(png(), Recipe(Box(0, 0, 3, 2), 3, 2, "image/png"))
