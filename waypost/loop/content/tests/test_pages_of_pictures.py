import io
from dataclasses import replace

from waypost.loop.content.actions import media, reviews
from waypost.loop.content.models import Attachment, Media
from waypost.loop.content.queries import is_approved
from waypost.loop.content.tests.factories import approve, attached, drafted_post, only_variant, picture
from waypost.loop.content.tests.pages import url, words
from waypost.loop.content.tests.pictures import png
from waypost.networks import registry
from waypost.networks.contract import Shape
from waypost.networks.sandbox.card import CARD


def test_pictures_come_and_go_by_forms(world, post):
    client = world.client("contributor")
    file = io.BytesIO(png())
    file.name = "tern.png"

    client.post(url(world, "pictures", post_id=post.pk), {"file": file, "alt": "Two terns"})
    on_post = Attachment.objects.get()
    one = {"post_id": post.pk, "picture_id": on_post.pk}
    client.post(url(world, "picture", **one), {"alt": "Three terns", "position": 1})

    assert Attachment.objects.get().alt == "Three terns"
    assert 'alt="Three terns"' in words(client.get(url(world, "post", post_id=post.pk)))
    client.post(url(world, "picture_removal", **one))
    assert not Attachment.objects.exists()
    client.post(url(world, "pictures", post_id=post.pk), {"media": on_post.media_id})
    assert Attachment.objects.get().media == on_post.media


def test_a_picture_of_the_library_is_chosen_for_a_post(world, post):
    shown = picture(world)

    page = words(world.client("manager").get(url(world, "media"), {"post": post.pk}))

    assert "Put it on the post" in page
    assert f'name="media" value="{shown.pk}"' in page
    assert "Put it on the post" not in words(
        world.client("viewer").get(url(world, "media"), {"post": post.pk})
    )


def test_a_file_that_is_no_picture_is_refused_on_the_page(world, post):
    file = io.BytesIO(b"<svg onload=alert(1)>")
    file.name = "x.png"

    answer = world.client("manager").post(url(world, "pictures", post_id=post.pk), {"file": file})

    assert answer.status_code == 422
    assert "An SVG can carry a program" in words(answer)


def test_the_library_teaches_takes_describes_and_removes(world):
    client = world.client("contributor")
    assert "No pictures yet" in words(client.get(url(world, "media")))
    file = io.BytesIO(png())
    file.name = "tern.png"

    client.post(url(world, "media"), {"file": file, "alt": ""})
    kept = Media.objects.get()
    assert "1 of 1 still needs an alt text" in words(client.get(url(world, "media")))
    client.post(url(world, "media_description", media_id=kept.pk), {"alt": "Two terns"})

    assert "Every picture says what it shows" in words(client.get(url(world, "media")))
    assert world.client("viewer").post(url(world, "media_removal", media_id=kept.pk)).status_code == 403
    client.post(url(world, "media_removal", media_id=kept.pk))
    assert "No pictures yet" in words(client.get(url(world, "media")))


def test_a_picture_travels_once_and_only_to_members(world):
    shown = picture(world)
    file = url(world, "media_file", media_id=shown.pk)
    client = world.client("viewer")

    first = client.get(file)
    second = client.get(file, headers={"If-None-Match": first["ETag"]})

    assert (first.content, first["Content-Type"]) == (png(), "image/png")
    assert "private" in first["Cache-Control"]
    assert second.status_code == 304
    assert client.get(url(world, "media_file", media_id=shown.pk + 1)).status_code == 404


def test_a_person_says_what_must_stay_in_view_and_sees_every_network_s_cut(world, monkeypatch):
    strip = media.add(
        world.workspace, by=world.actor("manager"), file=io.BytesIO(png(60, 10)), name="pier.png"
    )
    page = url(world, "media_cuts", media_id=strip.pk)
    square = replace(CARD, label="Quay", media=replace(CARD.media, shapes={"image": Shape(ratio_max=1.0)}))
    monkeypatch.setattr(registry, "card", lambda _name: square)

    before = words(world.client("viewer").get(page))
    world.client("contributor").post(page, {"x": 100, "y": 40})

    assert "Quay: image" in before
    assert "Keep this in view" not in before
    assert "10 × 10" in before
    strip.refresh_from_db()
    assert (strip.focus_x, strip.focus_y) == (1000, 400)
    assert world.client("contributor").post(page, {"x": 101, "y": 40}).status_code == 422
    assert world.client("viewer").post(page, {"x": 1, "y": 1}).status_code == 403


def test_a_picture_that_nobody_cuts_says_so(world, monkeypatch):
    monkeypatch.setattr(registry, "card", lambda _name: CARD)
    whole = picture(world)

    page = words(world.client("viewer").get(url(world, "media_cuts", media_id=whole.pk)))

    assert "Every network shows the whole of this picture" in page


def test_another_focal_point_ends_the_approval_of_posts_with_that_picture(world):
    post = drafted_post(world)
    shown = attached(world, post).media
    reviews.submit(post, by=world.actor("manager"))
    approve(world, post)

    media.point(shown, by=world.actor("manager"), x=0, y=0)

    assert not is_approved(only_variant(post))
