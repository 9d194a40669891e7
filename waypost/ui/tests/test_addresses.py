from datetime import date
from typing import Any

import pytest
from django.urls import NoReverseMatch, set_script_prefix
from django.urls import reverse as composed

from waypost.ui.addresses import reverse
from waypost.ui.tests.render import Render

POST = {"workspace": "tern-7", "post_id": 7}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("home:begin", {}),
        ("home:home", {"workspace": "tern"}),
        ("content:post", POST),
        ("content:post", {"workspace": "gull", "post_id": 12_345}),
        ("content:post", {"workspace": "tern", "post_id": "7"}),
        ("analytics:goal", {"workspace": "tern", "goal": "shop-orders"}),
        ("analytics:goal", {"workspace": "tern", "goal": "%(goal)s"}),
    ],
)
def test_an_address_is_what_django_says_it_is(name: str, places: dict[str, Any]) -> None:
    for _ in range(2):
        assert _or_nothing(reverse, name, places) == _or_nothing(composed, name, places)


@pytest.mark.parametrize("post_id", [-7, "seven", "7/approval", date(2026, 11, 3), True])
def test_an_address_that_no_view_has_is_refused(post_id: object) -> None:
    reverse("content:post", kwargs=POST)

    with pytest.raises(NoReverseMatch):
        reverse("content:post", kwargs={"workspace": "tern", "post_id": post_id})


def test_an_address_begins_where_the_program_is_served() -> None:
    reverse("content:post", kwargs=POST)
    set_script_prefix("/brands/")
    try:
        assert reverse("content:post", kwargs=POST) == "/brands/tern-7/posts/7"
    finally:
        set_script_prefix("/")


def test_a_template_writes_an_address_or_keeps_it(draw: Render, settings: Any) -> None:
    settings.ROOT_URLCONF = "waypost.config.urls"
    written = "{% url 'content:post' workspace=slug post_id=7 %}"
    kept = "{% url 'content:post' workspace=slug post_id=7 as post %}{{ post }}"

    assert draw(written, slug="tern") == draw(kept, slug="tern") == "/tern/posts/7"


def test_a_template_keeps_nothing_of_an_address_that_no_view_has(draw: Render) -> None:
    assert draw("{% url 'content:nowhere' workspace='tern' as post %}[{{ post }}]") == "[]"


def _or_nothing(of: Any, name: str, places: dict[str, Any]) -> str | None:
    try:
        said: str = of(name, kwargs=places)
    except NoReverseMatch:
        return None
    return said
