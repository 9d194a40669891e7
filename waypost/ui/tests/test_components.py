import pytest

from waypost.ui import marks, panels
from waypost.ui.charts import Chart, Flag, Part, Series
from waypost.ui.loop import LoopStop
from waypost.ui.nav import Tab
from waypost.ui.tests.render import Render

EVIL = '<script>alert("x")</script>'
SAYING_WORDS = [
    "{% icon 'check' label=words %}",
    "{% button_link words '/x' icon='plus' %}",
    "{% button_link 'Go' words %}",
    "{% submit words name=words value=words %}",
    "{% section title=words note=words id='a' %}x{% endsection %}",
    "{% callout tone='warn' title=words %}x{% endcallout %}",
    "{% empty title=words sentence=words href=words action=words %}",
    "{% disclosure words %}x{% enddisclosure %}",
    "{% dialog id='d' title=words %}x{% enddialog %}",
    "{% dialog_open 'd' words %}",
    "{% status words %}",
    "{% pillar words 3 %}",
    "{% network_mark words %}",
    "{% goal_bar 0.2 0.4 words %}",
    "{% tabs tabs %}",
    "{% mix_band parts label=words %}",
    "{% chart chart %}",
    "{% loop stops centre=words label=words %}",
]


@pytest.mark.parametrize("source", SAYING_WORDS)
def test_words_from_people_are_escaped(source: str, draw: Render) -> None:
    from_people = {
        "tabs": [Tab(EVIL, "/x")],
        "parts": [Part(EVIL, 1, 0.5, 0.4)],
        "chart": Chart(EVIL, [EVIL], [Series(EVIL, [1.0])], flags=[Flag(0, EVIL)]),
        "stops": [LoopStop(EVIL, EVIL, EVIL, EVIL)],
    }

    drawn = draw(source, words=EVIL, **from_people)

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_content_of_a_container_stays_markup(draw: Render) -> None:
    assert "<b>bold</b>" in draw("{% callout tone='info' %}<b>bold</b>{% endcallout %}")


def test_an_icon_is_silent_beside_a_word_and_speaks_alone(draw: Render) -> None:
    assert 'aria-hidden="true"' in draw("{% icon 'trash' %}")
    assert 'role="img" aria-label="Remove"' in draw("{% icon 'trash' label='Remove' %}")


@pytest.mark.parametrize(
    "source", ["{% icon 'unicorn' %}", "{% status 'x' tone='loud' %}", "{% submit 'x' kind='huge' %}"]
)
def test_a_misspelt_component_is_loud(source: str, draw: Render) -> None:
    with pytest.raises(AssertionError, match="there are"):
        draw(source)


def test_a_section_is_named_by_its_heading(draw: Render) -> None:
    drawn = draw("{% section title='Ideas' id='ideas' %}{% endsection %}")

    assert '<section class="section" id="ideas" aria-labelledby="ideas-title">' in drawn
    assert '<h2 class="section-title" id="ideas-title">Ideas</h2>' in drawn


def test_a_dialog_opens_and_closes_by_its_buttons(draw: Render) -> None:
    drawn = draw(
        "{% dialog_open 'hold' 'Hold everything' %}{% dialog id='hold' title='Hold' %}{% enddialog %}"
    )

    assert 'commandfor="hold" command="show-modal"' in drawn
    assert '<dialog class="dialog" id="hold" aria-labelledby="hold-title">' in drawn
    assert 'commandfor="hold" command="close"' in drawn


def test_an_empty_page_offers_a_step_only_where_there_is_one(draw: Render) -> None:
    assert "<a" not in draw("{% empty title='No posts' sentence='They come from slots.' %}")


def test_a_tab_says_where_one_is(draw: Render) -> None:
    drawn = draw(
        "{% tabs tabs %}", tabs=[Tab("Week", "/week", current=True), Tab("Ideas", "/ideas", count=0)]
    )

    assert '<a class="tab" href="/week" aria-current="page">Week</a>' in drawn
    assert '<span class="tab-count">0</span>' in drawn


def test_a_network_is_known_by_its_drawing_and_its_name(
    draw: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_marks", {})
    marks.put("mastodon", "Mastodon", '<svg viewBox="0 0 24 24"></svg>')

    assert '<svg viewBox="0 0 24 24"></svg>' in draw("{% network_mark 'mastodon' %}")
    assert '<span class="visually-hidden">Mastodon</span>' in draw("{% network_mark 'mastodon' %}")
    assert ">New net<" in draw("{% network_mark 'new_net' with_name=True %}")


def test_panels_are_drawn_in_order_and_may_stay_silent(draw: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    panels.panel("post")(
        lambda request, post: ("ui/message.html", {"words": f"first {post}", "tone": "info"})
    )
    panels.panel("post")(lambda request, post: None)
    panels.panel("post")(
        lambda request, post: ("ui/message.html", {"words": f"{request.path}", "tone": "info"})
    )

    drawn = draw("{% panels 'post' 'letter' %}")

    assert drawn.index("first letter") < drawn.index("/here/")
    assert draw("{% panels 'slot' 'x' %}") == ""
