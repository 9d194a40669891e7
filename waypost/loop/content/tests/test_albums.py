"""Many pictures come in with one go; what is none is told by its name, and no zip can flood the library."""

import io
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from waypost.loop.content.actions import albums, intakes
from waypost.loop.content.domain.heavy import pictures
from waypost.loop.content.looking import LOOK
from waypost.loop.content.models import Intake, Media
from waypost.loop.content.tests.factories import film_bytes
from waypost.loop.content.tests.pictures import png
from waypost.toolkit import heavy_work


def zipped(**files: bytes) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    packed.seek(0)
    return packed


def added(world, *files: tuple[str, io.BytesIO]) -> albums.Album:
    return albums.add_all(world.workspace, by=world.actor("manager"), files=files)


def test_files_and_zips_come_in_together(world):
    album = added(
        world,
        ("one.png", io.BytesIO(png(shade=10))),
        ("more.zip", zipped(**{"summer__two.png": png(shade=20), "summer__three.png": png(shade=30)})),
    )

    assert [media.name for media in album.added] == ["one.png", "two.png", "three.png"]
    assert album.refused == []


def test_what_is_no_picture_is_told_and_the_rest_comes_in(world):
    album = added(world, ("a.zip", zipped(**{"notes.txt": b"Low tide.", "tern.png": png(shade=10)})))

    assert [media.name for media in album.added] == ["tern.png"]
    [(name, why)] = album.refused
    assert name == "notes.txt"
    assert "not a whole JPEG" in why


def test_what_a_zip_claims_is_not_believed(world, monkeypatch):
    monkeypatch.setattr(albums, "LARGEST", 1000)
    album = added(world, ("bomb.zip", zipped(**{"big.png": b"\0" * 5_000_000})))

    assert not album.added
    assert album.refused[0][0] == "big.png"


def test_a_broken_zip_is_explained(world):
    packed = zipped(**{"tern.png": png(shade=10)}).getvalue()
    album = added(world, ("half.zip", io.BytesIO(packed[:40] + b"\0" * 30 + packed[70:])))

    assert not album.added
    assert "half.zip" in album.refused[0][0] or "tern.png" in album.refused[0][0]


def test_one_go_has_an_end(world, monkeypatch):
    monkeypatch.setattr(albums, "MOST", 1)
    album = added(world, ("a.png", io.BytesIO(png(shade=10))), ("b.png", io.BytesIO(png(shade=20))))

    assert [media.name for media in album.added] == ["a.png"]
    assert [name for name, _ in album.refused] == ["b.png"]


def test_many_are_uploaded_on_the_page_of_the_library(world):
    files = [SimpleUploadedFile("a.png", png(shade=10)), SimpleUploadedFile("notes.txt", b"Low tide.")]

    page = (
        world.client("manager").post("/tern/media/album", {"pictures": files}, follow=True).content.decode()
    )

    assert "1 picture is in the library." in page
    assert "notes.txt: " in page
    assert Media.objects.count() == 1


def test_many_pictures_are_looked_at_in_lots_that_no_memory_minds(world, monkeypatch):
    lots: list[int] = []

    def look(given):
        lots.append(len(given["files"]))
        return pictures.look(given)

    monkeypatch.setattr(albums, "LARGEST", 3 * len(png()) + 12)
    with heavy_work.done_here({LOOK: look}):
        album = added(world, *((f"{shade}.png", io.BytesIO(png(shade=shade))) for shade in range(10, 15)))

    assert [media.name for media in album.added] == [f"{shade}.png" for shade in range(10, 15)]
    assert lots == [3, 2]


def test_videos_come_along_with_the_pictures_and_are_prepared(world):
    album = added(
        world,
        ("low.mp4", io.BytesIO(film_bytes())),
        ("more.zip", zipped(**{"summer__terns.mov": film_bytes(), "summer__tern.png": png(shade=20)})),
    )

    assert ([each.name for each in album.added], album.refused) == (["tern.png"], [])
    assert album.words == "1 picture is in the library. 2 videos are being prepared for it."
    film = Media.objects.get(content_type="video/mp4")
    assert (film.seconds, Intake.objects.count()) == (1.0, 0)


def test_a_video_that_finds_no_room_is_told_by_its_name(world, monkeypatch):
    monkeypatch.setattr(intakes, "MOST", 0)

    album = added(world, ("terns.mp4", io.BytesIO(film_bytes())))

    assert album.refused == [
        ("terns.mp4", "20 videos are on their way already. Wait for them, or clear some away.")
    ]
    assert album.words == ""


def test_a_video_that_breaks_off_in_its_zip_leaves_nothing_lying_about(world):
    film = film_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("terns.mp4", film)
    broken = packed.getvalue().replace(film[-40:], b"\0" * 40)
    lying = Path(settings.MEDIA_ROOT, str(world.workspace.pk), "coming")
    before = set(lying.glob("*"))

    album = added(world, ("half.zip", io.BytesIO(broken)))

    assert "cannot be opened to its end" in album.refused[0][1]
    assert not Intake.objects.exists()
    assert set(lying.glob("*")) == before
