"""Taking a brand away: as a file, written while it is read, or as the model of another one."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Collection, Iterator
from typing import IO

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.home import brand_parts, drawing
from waypost.interfaces.home.brand_parts import Manifest, Part
from waypost.interfaces.home.parcels import Drawn
from waypost.loop.content.models import Media
from waypost.loop.strategy.domain.past import PastVersion
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit import clock

AT_ONCE = 256 * 1024
"""Bytes that are gathered before they are sent."""
_MADE = (1980, 1, 1, 0, 0, 0)


def packed(access: Access, workspace: Workspace) -> Iterator[bytes]:
    """A brand as the bytes of its file, piece by piece; neither the rows nor the file are ever whole in memory."""
    out = _Outgoing()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        past = []
        for number, version in enumerate(drawing.past_of(access), start=1):
            with _entry(archive, f"strategy/{number:04}.json") as page:
                page.write(json.dumps(version.strategy.as_record()).encode())
            assert version.accepted_at is not None, "accepted versions have their moment"
            past.append(brand_parts.Version(accepted_at=version.accepted_at, note=version.note))
            yield from out.taken()
        counts = {}
        videos = drawing.videos_of(access, workspace)
        for kind, things in _everything(access, workspace, videos):
            counts[kind] = 0
            with _entry(archive, f"{kind}.jsonl") as lines:
                for thing in things:
                    lines.write(f"{thing.model_dump_json(exclude_defaults=True)}\n".encode())
                    counts[kind] += 1
                    yield from out.taken()
        for picture in drawing.pictures_of(access):
            yield from _file(archive, out, f"pictures/{picture.sha256}", picture)
        for video in videos.going:
            yield from _file(archive, out, f"videos/{video.sha256}", video)
        manifest = Manifest(
            made_on=workspace.today,
            brand=drawing.settings_of(workspace),
            channels=drawing.channels_of(access),
            strategy=tuple(past),
            counts=counts,
        )
        with _entry(archive, "manifest.json") as page:
            page.write(manifest.model_dump_json(by_alias=True, indent=1).encode())
    yield from out.taken(all_of_it=True)


def copied(access: Access, workspace: Workspace, *, parts: Collection[str]) -> Drawn:
    """A brand as a model for another: its strategy as it is now, and of what belongs to no week the `parts`."""
    strategy = current_strategy(workspace.pk)
    drawn = {
        "campaigns": drawing.campaigns_of(access),
        "days_off": drawing.days_off_of(access, workspace),
        "ideas": drawing.ideas_of(access),
    }
    return Drawn(
        drawing.settings_of(workspace),
        (PastVersion(strategy, clock.now()),) if strategy else (),
        {kind: tuple(things) for kind, things in drawn.items() if kind in parts},
    )


def _everything(
    access: Access, workspace: Workspace, videos: drawing.Videos
) -> Iterator[tuple[str, Iterator[Part]]]:
    yield "campaigns", drawing.campaigns_of(access)
    yield "days_off", drawing.days_off_of(access, workspace)
    yield "pictures", (_said_of(picture) for picture in drawing.pictures_of(access))
    yield "videos", drawing.said_of_videos(access, videos)
    yield "briefs", drawing.briefs_of(access)
    yield "posts", drawing.posts_of(access, workspace)
    yield "ideas", drawing.ideas_of(access)
    yield "tallies", drawing.tallies_of(access)
    yield "followers", drawing.followers_of(access)
    yield "results", drawing.results_of(access)


def _said_of(picture: Media) -> brand_parts.Picture:
    return brand_parts.Picture(sha256=picture.sha256, name=picture.name, alt=picture.alt)


def _file(archive: zipfile.ZipFile, out: _Outgoing, name: str, media: Media) -> Iterator[bytes]:
    """A picture or video as it is: its bytes are packed already. What is lost is left out, and missed over there."""
    try:
        file = media.file.open("rb")
    except FileNotFoundError:
        return
    with file, _entry(archive, name, zipfile.ZIP_STORED) as entry:
        for piece in file.chunks(AT_ONCE):
            entry.write(piece)
            yield from out.taken()


def _entry(archive: zipfile.ZipFile, name: str, how: int = zipfile.ZIP_DEFLATED) -> IO[bytes]:
    said = zipfile.ZipInfo(name, _MADE)
    said.compress_type = how
    return archive.open(said, "w", force_zip64=True)


class _Outgoing:
    """Where an archive is written to: what was not taken yet."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, piece: bytes) -> int:
        """Keep a piece until it is taken."""
        self._pieces.append(bytes(piece))
        self._size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing: `taken` says when."""

    def close(self) -> None:
        """Nothing either."""

    def taken(self, *, all_of_it: bool = False) -> Iterator[bytes]:
        """What is there, if it is worth sending."""
        if self._size >= AT_ONCE or (all_of_it and self._size):
            piece = b"".join(self._pieces)
            self._pieces, self._size = [], 0
            yield piece
