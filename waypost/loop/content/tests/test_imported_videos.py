"""Videos that tables name come in as uploaded ones do; their rows wait for them, or say why they cannot be had."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx
import pytest

from tests.world import World
from waypost.loop.content import tasks
from waypost.loop.content.actions import fetching, imports, intakes
from waypost.loop.content.importing import carry_out
from waypost.loop.content.models import ImportedRow, Intake, Media, Post, PostImport
from waypost.loop.content.tests.factories import coming_video, film_bytes, picture
from waypost.loop.content.tests.pictures import png
from waypost.loop.content.tests.test_imports import imported, rows
from waypost.loop.content.watching import TAKE
from waypost.toolkit import clock, heavy_work, http
from waypost.toolkit.http import setting
from waypost.toolkit.http.tests.loopback import Loopback, answer, loopback
from waypost.toolkit.refusal import NotAllowed, Refusal

TERNS = "https://films.example/terns.mp4"
TABLE = (
    "Text,Date,Time,Draft,Facebook,Picture Url 1,Alt text picture 1\n"
    f"Low tide.,2030-05-02,09:00:00,FALSE,FALSE,{TERNS},Terns over the jetty\n"
    "High tide.,2030-05-03,09:00:00,FALSE,FALSE,,\n"
)
BROKEN = b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 400


class Films:
    """A server of videos, and what was asked of it."""

    def __init__(self, content: Callable[[], bytes] = film_bytes, status: int = 200) -> None:
        self.content, self.status, self.asked = content(), status, list[str]()

    def connect(self, request: httpx.Request) -> None:
        pass

    def answer(self, request: httpx.Request, deadline: object) -> httpx.Response:
        self.asked.append(str(request.url))
        return httpx.Response(self.status, content=self.content, request=request)


@pytest.fixture
def films() -> Iterator[Films]:
    with http.wired(server := Films()):
        yield server


def test_a_row_becomes_a_post_with_its_video(world: World, films: Films) -> None:
    made = imported(world, TABLE)

    assert rows(made) == [("new", []), ("new", [])]
    hung = Post.objects.get(body="Low tide.").attachments.get()
    assert (hung.alt, hung.media.content_type, hung.media.name) == (
        "Terns over the jetty",
        "video/mp4",
        "terns.mp4",
    )
    assert (hung.media.came_from, hung.media.seconds) == (TERNS, 1.0)
    assert not Intake.objects.exists()


def test_a_row_waits_for_its_video_and_goes_on_once_it_is_prepared(world: World, films: Films) -> None:
    with heavy_work.not_done_here(TAKE):
        made = imported(world, f"Text,Picture\nBefore.,\nLow tide.,{TERNS}\nAfter.,\n")
    assert (made.state, made.done, made.waits_for) == ("running", 1, TERNS)
    waiting = world.client("manager").get(f"/tern/imports/{made.pk}/progress").content.decode()
    assert "The next row waits for its video" in waiting

    tasks.go_on_importing()
    made.refresh_from_db()
    assert made.done == 1, "its video is not prepared yet"
    tasks.prepare_videos()
    tasks.go_on_importing()

    made.refresh_from_db()
    assert (made.state, made.done, made.waits_for) == ("done", 3, "")
    assert Post.objects.get(body="Low tide.").attachments.get().media.is_video
    assert films.asked == [TERNS]


def test_what_was_prepared_in_the_meantime_lets_the_table_go_on_at_once(world: World, films: Films) -> None:
    with heavy_work.not_done_here(TAKE):
        made = imported(world, TABLE)

    coming_video(world, name="another.mp4")
    tasks.prepare_now(None)  # type: ignore[arg-type]  # it looks at what waits, whoever came

    made.refresh_from_db()
    assert made.state == "done"


def test_only_one_of_two_workers_goes_on_with_what_waited(world: World, films: Films) -> None:
    with heavy_work.not_done_here(TAKE):
        made = imported(world, TABLE)
    made.refresh_from_db()

    assert imports.wake(made)
    assert not imports.wake(PostImport.objects.get())


def test_a_table_that_is_stopped_waits_no_more(world: World, films: Films) -> None:
    with heavy_work.not_done_here(TAKE):
        made = imported(world, TABLE)

    imports.stop(made, by=world.actor("manager"))
    tasks.prepare_videos()
    tasks.go_on_importing()

    assert (PostImport.objects.get().state, Post.objects.count()) == ("stopped", 0)
    imports.start(made, by=world.actor("manager"))
    made.refresh_from_db()
    carry_out(made)
    assert (made.state, films.asked) == ("done", [TERNS])


def test_a_video_that_two_rows_name_is_fetched_once(world: World, films: Films) -> None:
    imported(world, f"Text,Video\nLow tide.,{TERNS}\nHigh tide.,{TERNS}\n")

    assert films.asked == [TERNS]
    assert Media.objects.get().attachments.count() == 2


def test_a_broken_video_is_explained_for_its_row_and_leaves_nothing(world: World) -> None:
    with http.wired(Films(lambda: BROKEN)):
        made = imported(world, TABLE)

    assert rows(made) == [
        (
            "wrong",
            [
                f"The video at {TERNS} cannot be used. That video breaks off or is damaged. "
                "Export it again, or upload it again."
            ],
        ),
        ("new", []),
    ]
    assert not Intake.objects.exists()


def test_a_video_that_is_not_there_is_explained_for_its_row(world: World) -> None:
    with http.wired(Films(status=404)):
        made = imported(world, TABLE)

    assert [outcome for outcome, _ in rows(made)] == ["wrong", "new"]
    assert rows(made)[0][1] == [f"There is nothing at {TERNS}: its server answers 404."]


def test_a_page_that_shows_a_video_is_not_one(world: World) -> None:
    with http.wired(Films(lambda: b"<html><video src=terns.mp4></html>")):
        made = imported(world, TABLE)

    assert rows(made)[0][1][0].startswith(f"What is at {TERNS} cannot be used. That file is not a whole JPEG")


def test_a_video_that_is_too_large_is_left_where_it_is(
    world: World, films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intakes, "LARGEST", 1000)

    made = imported(world, TABLE)

    assert rows(made)[0][0] == "wrong"
    assert "larger than 2 GB" in rows(made)[0][1][0]
    assert not Intake.objects.exists()


def test_where_too_many_are_on_their_way_the_row_says_so(
    world: World, films: Films, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intakes, "MOST", 0)

    assert "20 videos are on their way already" in rows(imported(world, TABLE))[0][1][0]


def test_a_video_that_somebody_stopped_is_told_and_stays_theirs_to_decide(world: World, films: Films) -> None:
    with heavy_work.not_done_here(TAKE):
        made = imported(world, TABLE)
    intakes.stop(Intake.objects.get(), by=world.actor("manager"))

    tasks.go_on_importing()

    made.refresh_from_db()
    assert made.state == "done"
    assert "Let it go on in the library" in ImportedRow.objects.get(outcome="wrong").sentences[0]
    assert Intake.objects.get().state == "stopped"


def test_a_row_that_names_an_uploaded_video_waits_for_it_too(world: World) -> None:
    coming_video(world, name="terns.mp4")
    made = imported(world, "Text,Video\nLow tide.,terns.mp4\n")
    assert (made.state, made.waits_for) == ("running", "terns.mp4")

    tasks.prepare_videos()
    tasks.go_on_importing()

    assert Post.objects.get().attachments.get().media.name == "terns.mp4"


def test_a_long_download_says_now_and_then_that_somebody_is_at_it(world: World) -> None:
    made = imported(world, "Text\nLow tide.\n")
    PostImport.objects.update(state="running", seen_at=None)
    beat = imports.heartbeat(made)

    beat()
    assert PostImport.objects.get().seen_at is None
    with clock.frozen_at(clock.now() + timedelta(seconds=31)):
        beat()
        assert PostImport.objects.get().seen_at == clock.now()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    monkeypatch.setattr(setting, "_setting", setting._setting)
    with loopback() as found:
        http.configure([found.place], "Waypost (test)")
        yield found


def test_a_video_comes_over_the_wire_in_pieces_and_after_a_redirect(world: World, server: Loopback) -> None:
    away = answer(b"", "302 Found", "location: /terns.mp4", "connection: close")
    server.play(server.answering(away), server.answering(answer(film_bytes())))

    came = fetching.fetch(world.workspace, address=f"{server.url}film", by=world.actor("manager"))

    assert isinstance(came, Media)
    assert (came.name, came.content_type) == ("terns.mp4", "video/mp4")


def test_a_download_that_breaks_off_leaves_nothing(world: World, server: Loopback) -> None:
    whole = film_bytes()
    server.play(server.answering(answer(whole)[: -len(whole) // 2]))

    with pytest.raises(Refusal, match="cannot be fetched"):
        fetching.fetch(world.workspace, address=f"{server.url}film", by=world.actor("manager"))

    assert not Intake.objects.exists()


@pytest.mark.parametrize("role", ["approver", "viewer", "outsider", "neighbour"])
def test_who_adds_no_media_fetches_none(world: World, films: Films, role: str) -> None:
    with pytest.raises(NotAllowed):
        fetching.fetch(world.workspace, address=TERNS, by=world.actor(role))

    assert films.asked == []


def test_pictures_beside_a_video_keep_their_order(world: World, films: Films) -> None:
    tern = picture(world)

    imported(world, f'Text,Media\nLow tide.,"{TERNS}"\n')
    made = imported(world, f"Text,Picture,Video\nBoth.,tern.png,{TERNS}\n")

    assert rows(made) == [("new", [])]
    hung = Post.objects.get(body="Both.").attachments.order_by("position")
    assert [each.media.is_video for each in hung] == [False, True]
    assert hung[0].media == tern


def test_pictures_from_addresses_still_come_in_at_once(world: World) -> None:
    with http.wired(Films(png)):
        came = fetching.fetch(
            world.workspace, address="https://films.example/a.png", by=world.actor("manager")
        )

    assert isinstance(came, Media)
    assert io.BytesIO(came.file.read()).getvalue().startswith(b"\x89PNG")
