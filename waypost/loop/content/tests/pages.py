"""What the tests of pages share: addresses, the words of an answer."""

from html import unescape

from django.urls import reverse

from tests.world import World


def url(world: World, name: str, **kwargs: int) -> str:
    return reverse(f"content:{name}", kwargs={"workspace": world.workspace.slug, **kwargs})


def words(response) -> str:
    return unescape(response.content.decode())
