"""Pictures in a bucket, on a real server that speaks S3 (in this process, on a loopback port)."""

import socket
from collections.abc import Iterator

import boto3
import httpx
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer
from pydantic import ValidationError

from waypost.config.environment import Environment
from waypost.config.media import FOLDER, storage
from waypost.config.s3 import Bucket
from waypost.interfaces.commands import checks
from waypost.loop.content import handing, shelf
from waypost.loop.content.tests.factories import picture, video
from waypost.loop.content.tests.pictures import png
from waypost.networks.contract import MediaLost


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server with one empty bucket."""
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    client = boto3.client(
        "s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1",
        aws_access_key_id="tern", aws_secret_access_key="tide",
    )  # fmt: skip
    client.create_bucket(Bucket="pictures")
    client.close()
    yield f"{host}:{port}"
    moto.stop()


def bucket_at(host: str, name: str = "pictures") -> Bucket:
    return Bucket(**storage(f"s3+http://tern:tide@{host}/{name}/brand")["OPTIONS"])


@pytest.fixture
def in_the_bucket(settings, server) -> None:
    where = f"s3+http://tern:tide@{server}/pictures"
    settings.STORAGES = {**settings.STORAGES, "default": storage(where)}
    settings.WAYPOST = settings.WAYPOST.model_copy(update={"media_url": where})


def test_what_is_put_into_a_bucket_comes_out_and_goes_away(server) -> None:
    bucket = bucket_at(server)

    name = bucket.save("1/ab/abc.png", ContentFile(png()))

    assert name == "1/ab/abc.png"
    assert bucket.exists(name)
    assert bucket.size(name) == len(png())
    with bucket.open(name) as file:
        assert file.read() == png()
    bucket.delete(name)
    assert not bucket.exists(name)


def test_whatever_goes_wrong_is_as_on_a_disk(server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"127.0.0.1:{taken.getsockname()[1]}"
    for wrong in (
        lambda: bucket_at(server).open("1/ab/none.png"),
        lambda: bucket_at(server, "nowhere").save("1.png", ContentFile(b"1")),
        lambda: bucket_at(nobody).exists("1.png"),
    ):
        with pytest.raises(OSError):
            wrong()


@pytest.mark.usefixtures("in_the_bucket")
def test_a_picture_of_the_library_lies_in_the_bucket_and_is_shown_and_sent_from_there(world) -> None:
    shown = picture(world, shade=77)
    name = str(shown.file)
    page = world.client("viewer").get(f"/{world.workspace.slug}/media/{shown.pk}/file")

    assert isinstance(default_storage._wrapped, Bucket)
    assert page.content == shelf.read(name) == png(shade=77)
    assert picture(world, shade=77) == shown
    assert shelf.seems_whole(name, 1)
    default_storage.delete(name)
    with pytest.raises(MediaLost):
        shelf.read(name)


@pytest.mark.usefixtures("in_the_bucket")
def test_a_video_comes_in_through_the_bucket_and_is_watched_and_made_from_there(world, tmp_path) -> None:
    shown = video(world)
    name = str(shown.file)
    address = f"/{world.workspace.slug}/media/{shown.pk}/video"

    part = world.client("viewer").get(address, headers={"Range": "bytes=4-7"})
    whole = world.client("viewer").get(address)
    with shelf.here(name) as path:
        copied = path.read_bytes()

    assert b"".join(part.streaming_content) == b"ftyp"
    assert b"".join(whole.streaming_content) == copied
    assert len(copied) == shown.size
    assert not path.exists()
    default_storage.delete(name)
    assert world.client("viewer").get(address).status_code == 404
    with pytest.raises(MediaLost), shelf.here(name):
        pass


@pytest.mark.usefixtures("in_the_bucket")
def test_files_are_brought_from_a_folder_once(tmp_path) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "a.png").write_bytes(png())

    shelf.bring(tmp_path)
    shelf.bring(tmp_path)

    assert shelf.read("1/a.png") == png()


@pytest.mark.usefixtures("in_the_bucket")
def test_the_doctor_says_where_pictures_lie_and_whether_they_are_reached(settings, server) -> None:
    [good] = checks._media()
    gone = settings.WAYPOST.media_url.replace("pictures", "nowhere")
    settings.STORAGES = {**settings.STORAGES, "default": storage(gone.replace(server, "127.0.0.1:9"))}
    [bad] = checks._media()

    assert (good.state, bad.state) == (checks.State.NOTE, checks.State.BAD)
    assert server in good.sentence
    assert "tide" not in good.sentence + bad.sentence


def test_the_home_s_folder_is_used_where_no_bucket_is_set() -> None:
    assert storage("") == FOLDER


def test_an_address_of_a_bucket_may_have_a_region_a_port_and_no_key() -> None:
    options = storage("s3://s3.example.org:9000/pictures?region=eu-central-1")["OPTIONS"]

    assert options["endpoint_url"] == "https://s3.example.org:9000"
    assert (options["bucket_name"], options["location"], options["region_name"]) == (
        "pictures",
        "",
        "eu-central-1",
    )
    assert (options["access_key"], options["secret_key"]) == (None, None)
    assert storage("s3://a:b%2Fc@s3.example.org/p")["OPTIONS"]["secret_key"] == "b/c"


@pytest.mark.parametrize(
    "wrong", ["https://s3.example.org/pictures", "s3://s3.example.org", "s3://key@s3.example.org/pictures"]
)
def test_a_wrong_address_is_refused_with_a_right_one(wrong: str) -> None:
    with pytest.raises(ValidationError, match="should look like s3://"):
        Environment(media_url=wrong)


def test_a_network_fetches_a_picture_from_the_bucket_itself(world, in_the_bucket) -> None:
    kept = picture(world)

    address = handing.address(str(kept.file))

    assert httpx.get(address).content == kept.file.open().read()
    assert "X-Amz-Expires=3600" in address
