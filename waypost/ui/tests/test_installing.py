"""The program as an app that a phone can install."""

import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from waypost.toolkit.pictures import picture_of

UI = Path(__file__).parent.parent


def test_the_manifest_names_icons_that_are_there_in_their_sizes(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    said = json.loads(answer.content)

    assert answer["Content-Type"] == "application/manifest+json"
    assert (said["display"], said["start_url"], said["scope"]) == ("standalone", "/", "/")
    for icon in said["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert found, icon["src"]
        picture = picture_of(Path(found).read_bytes())
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {icon["sizes"] for icon in said["icons"]} == {"192x192", "512x512"}


def test_the_worker_speaks_for_every_page_and_only_pushes_and_says_that_there_is_no_connection(
    client: Client,
) -> None:
    answer = client.get("/worker.js")
    script = answer.content.decode()

    assert answer["Content-Type"].startswith("text/javascript")
    assert set(re.findall(r'addEventListener\("(\w+)"', script)) == {
        "install", "activate", "fetch", "push", "notificationclick",
    }  # fmt: skip
    assert "caches" not in script
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_the_icon_of_a_notice_has_an_address_of_its_own(client: Client) -> None:
    assert client.get("/icon.png").content.startswith(b"\x89PNG")


def test_every_page_names_the_manifest() -> None:
    base = (UI / "templates" / "ui" / "base.html").read_text()

    assert '<link rel="manifest" href="/manifest.webmanifest">' in base
