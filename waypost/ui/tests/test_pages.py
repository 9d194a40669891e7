from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from waypost.ui.gallery import specimens
from waypost.ui.nav import Navigation, Stop
from waypost.ui.templatetags.ui import register
from waypost.ui.tests.render import Render

TEMPLATES = Path(__file__).parent.parent / "templates" / "ui"
GALLERY = [TEMPLATES / "gallery.html", *(TEMPLATES / "gallery").glob("*.html")]
SHOWN_BY_THE_FRAME = {
    "frame_part",
    "rendered_block",
    "theme",
    "url",
    "waypost_mark",
    "panels",
    "static",
    "htmx_script",
}

PAGE = (
    "{% extends 'ui/page.html' %}{% block title %}Ideas & <em>slips</em>{% endblock %}"
    "{% block lede %}{{ lede }}{% endblock %}{% block content %}<p>Here.</p>{% endblock %}"
)


@pytest.fixture
def shown_gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "waypost.ui.tests.urls"
    settings.DEBUG = True


def test_a_title_is_said_in_the_heading_and_in_the_tab(draw: Render) -> None:
    drawn = draw(PAGE, lede="", navigation=None)

    assert '<h1 class="page-title">Ideas & <em>slips</em></h1>' in drawn
    assert "<title>Ideas & slips · Waypost</title>" in drawn


def test_what_a_page_does_not_say_leaves_no_trace(draw: Render) -> None:
    drawn = draw(PAGE, lede="", navigation=None)

    assert 'class="lede"' not in drawn
    assert "page-action" not in drawn
    assert "<aside" not in drawn


def test_a_page_says_one_sentence_that_is_true_today(draw: Render) -> None:
    assert '<p class="lede">Three &lt;slots&gt; are free.</p>' in draw(PAGE, lede="Three <slots> are free.")


def test_the_navigation_is_the_loop(draw: Render) -> None:
    stops = (Stop("Strategy", "/s", filled=True), Stop("Planning", "/p", current=True, waiting=3))

    drawn = draw(PAGE, navigation=Navigation(stops=stops))

    assert drawn.index("loop-nav") < drawn.index("Strategy") < drawn.index("Planning")
    assert "waypoint-filled" in drawn
    assert 'href="/p" aria-current="page"' in drawn
    assert '3<span class="visually-hidden"> waiting for you</span>' in drawn


def test_a_phone_shows_four_places_and_counts_the_rest() -> None:
    stops = tuple(Stop(str(number), "/", waiting=1, handy=number > 4) for number in range(9))
    navigation = Navigation(stops=stops)

    assert [stop.label for stop in navigation.bar] == ["5", "6", "7", "8"]
    assert navigation.waiting == 5


def test_every_kind_of_error_has_a_page_of_its_own(draw: Render) -> None:
    for name in ("400.html", "403.html", "403_csrf.html", "404.html"):
        assert "<h1" in draw("{% include name %}", name=name)


def test_the_page_for_a_crash_needs_nothing() -> None:
    drawn = render_to_string("500.html")

    assert '<h1 class="plain-title">Something broke on our side</h1>' in drawn


def test_the_gallery_shows_everything_without_a_problem(shown_gallery: None, client: Client) -> None:
    answer = client.get("/gallery/")

    assert answer.status_code == 200
    assert "Behind the scenes" in answer.text
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["script-src"] == policy["style-src"] == "'self'"


def test_the_gallery_uses_every_component() -> None:
    source = "".join(path.read_text() for path in GALLERY)

    for tag in register.tags:
        assert f"{{% {tag}" in source or tag in SHOWN_BY_THE_FRAME, tag


@pytest.mark.urls("waypost.ui.tests.urls")
def test_the_gallery_is_not_there_unless_asked_for(client: Client, settings: Any) -> None:
    settings.DEBUG = False
    settings.WAYPOST = settings.WAYPOST.model_copy(update={"gallery": False})

    assert client.get("/gallery/").status_code == 404


@pytest.mark.urls("waypost.ui.tests.urls")
def test_a_chosen_theme_is_drawn_from_the_next_page_on(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    assert 'data-theme="auto"' in client.get("/gallery/").text

    answer = client.post("/theme/", {"theme": "dark", "next": "/gallery/"})

    assert answer["Location"] == "/gallery/"
    assert 'data-theme="dark"' in client.get("/gallery/").text


@pytest.mark.urls("waypost.ui.tests.urls")
def test_a_theme_never_leads_elsewhere(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"


@pytest.mark.urls("waypost.ui.tests.urls")
def test_a_theme_that_does_not_exist_is_refused(client: Client) -> None:
    assert client.post("/theme/", {"theme": "'><script>"}).status_code == 422


def test_a_cookie_cannot_write_markup(draw: Render, rf: Any) -> None:
    request = rf.get("/gallery/")
    request.COOKIES["theme"] = '"><script>'

    assert 'data-theme="auto"' in render_to_string("ui/base.html", specimens(request), request)
