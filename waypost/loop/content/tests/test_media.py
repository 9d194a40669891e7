import io
from pathlib import Path

import pytest
from django.conf import settings

from waypost.foundation.journal.queries import history_of
from waypost.loop.content.actions import attachments, media, posts
from waypost.loop.content.models import Attachment, Media
from waypost.loop.content.queries import all_media, outgoing_of
from waypost.loop.content.queries import media as media_of
from waypost.loop.content.tests.factories import attached, drafted_post, only_variant, picture
from waypost.loop.content.tests.pictures import png
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.mark.parametrize("role", ["owner", "strategist", "manager", "marketer", "contributor"])
def test_whoever_writes_adds_pictures(world, role):
    added = picture(world, by=role)

    assert Path(settings.MEDIA_ROOT, added.file.name).read_bytes() == png()
    assert (added.content_type, added.width, added.height, added.size) == ("image/png", 3, 2, len(png()))
    assert history_of(added).get().verb == "media.added"


@pytest.mark.parametrize("role", ["approver", "client", "viewer", "outsider", "neighbour"])
def test_nobody_else_adds_describes_or_removes_them(world, role):
    added = picture(world)

    for attempt in (
        lambda: picture(world, by=role),
        lambda: media.describe(added, by=world.actor(role), alt="Mine"),
        lambda: media.remove(added, by=world.actor(role)),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_the_same_bytes_are_the_same_picture(world):
    first = picture(world, alt="Two terns")

    again = picture(world, alt="Something else")

    assert again == first
    assert Media.objects.get().alt == "Two terns"


def test_two_brands_never_share_a_picture(world):
    ours = picture(world)

    theirs = media.add(world.other, by=world.actor("neighbour"), file=io.BytesIO(png()), name="bun.png")

    assert theirs != ours
    assert theirs.file.name != ours.file.name


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg onload=alert(1)>", "An SVG can carry a program"),
        (b"Low tide at nine.", "not a whole JPEG"),
        (png()[:-8], "not a whole JPEG"),
        (b"\x89PNG" + b"0" * media.LARGEST, "larger than 20 MB"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"%PDF-1.7\n", "A PDF is not a picture"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 40, "That is a video"),
        (b"\x1aE\xdf\xa3" + b"\0" * 40, "That is a video"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(world, content, sentence):
    with pytest.raises(Refusal, match=sentence) as refused:
        media.add(world.workspace, by=world.actor("manager"), file=io.BytesIO(content), name="x.png")

    assert "file" in refused.value.fields
    assert not Media.objects.exists()


def test_a_picture_in_use_stays_in_the_library(world):
    post = drafted_post(world)
    used = attached(world, post).media

    with pytest.raises(Refusal, match="on 1 post"):
        media.remove(used, by=world.actor("manager"))

    posts.archive(post, by=world.actor("manager"))
    media.remove(used, by=world.actor("manager"))
    assert not media_of(world.access("viewer")).exists()
    assert all_media(world.access("viewer")).get() == used


def test_a_picture_that_was_removed_comes_back_when_it_is_uploaded_again(world):
    gone = media.remove(picture(world), by=world.actor("manager"))

    assert picture(world) == gone
    assert media_of(world.access("viewer")).get() == gone


def test_an_alt_text_of_the_post_wins_over_that_of_the_library(world):
    post = drafted_post(world)
    attachment = attached(world, post, alt="In the library")

    attachments.describe(attachment, by=world.actor("manager"), alt="On \n this post")
    media.describe(attachment.media, by=world.actor("manager"), alt="Still the library")

    assert [part.alt for part in outgoing_of(only_variant(post)).media] == ["On this post"]


def test_a_picture_of_another_brand_is_refused(world):
    post = drafted_post(world)
    theirs = media.add(world.other, by=world.actor("neighbour"), file=io.BytesIO(png()), name="bun.png")

    with pytest.raises(Refusal, match="not in this brand's library"):
        attachments.attach(post, by=world.actor("manager"), media=theirs)


def test_a_picture_stands_once_on_a_post(world):
    post = drafted_post(world)
    attached(world, post)

    with pytest.raises(Refusal, match="already"):
        attached(world, post)


def test_places_stay_without_gaps(world):
    post = drafted_post(world)
    first, second, third = (attached(world, post, shade=shade) for shade in range(3))

    attachments.move(third, by=world.actor("manager"), to=1)
    attachments.detach(first, by=world.actor("manager"))

    order = Attachment.objects.filter(post=post).values_list("pk", "position")
    assert list(order) == [(third.pk, 1), (second.pk, 2)]


def test_a_half_written_file_is_written_anew(world):
    added = picture(world)
    path = Path(settings.MEDIA_ROOT, added.file.name)
    path.write_bytes(png()[:10])

    picture(world)

    assert path.read_bytes() == png()
