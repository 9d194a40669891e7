"""What a proposal says of itself is true of all that it changes, and says what makes it count."""

from dataclasses import replace
from datetime import date

import pytest

from waypost.loop.learning.domain.found import Findings, Found, Move
from waypost.loop.learning.domain.insights import Seen, Suggestion, suggestions
from waypost.loop.learning.domain.measure import Measure, measures_of
from waypost.loop.learning.domain.pages import Pages
from waypost.loop.learning.domain.titles import title_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import small

FIRST, LAST = date(2026, 2, 16), date(2026, 11, 21)


def strategy() -> Strategy:
    """Three channels; the gallery alone shows carousels."""
    return strategy_from(
        small(
            goals=[{"key": "visits", "label": "Visits to the shop", "metric": "Clicks"}],
            channel_roles=[
                role("gallery", "The gallery", {"image": 0.6, "carousel": 0.25, "text": 0.15}, "08:30"),
                role("journal", "The journal", {"text": 0.5, "image": 0.5}, "18:00"),
                role("harbour", "Harbour notes", {"text": 0.6, "image": 0.4}, "07:45"),
            ],
        )
    )


def role(key: str, label: str, formats: dict[str, float], at: str) -> dict[str, object]:
    return {
        "key": key,
        "label": label,
        "network": "sandbox",
        "posts_per_week": 2,
        "formats": formats,
        "times": [{"days": ["mon", "wed"], "at": at}],
    }


def move(lever: str, settings: dict[str, object]) -> Move:
    return Move(lever, settings, gain=0.07, low=0.04, high=0.1, sureness=0.99)


GALLERY = {"image": 0.5, "carousel": 0.45, "text": 0.05}
JOURNAL = {"text": 0.3, "image": 0.7}
HARBOUR = {"text": 0.4, "image": 0.6}


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        ({"gallery": GALLERY}, "Give “carousel” 45 % of the posts on The gallery, from 25 %"),
        (
            {"gallery": GALLERY, "journal": JOURNAL, "harbour": HARBOUR},
            "Give “carousel” 45 % of the posts on The gallery, from 25 %, "
            "and “image” more on 2 other channels",
        ),
        (
            {"journal": {"text": 0.2, "image": 0.8}, "harbour": HARBOUR},
            "Give “image” 80 % of the posts on The journal, from 50 %, and likewise more on 1 other channel",
        ),
    ],
)
def test_a_title_says_of_other_channels_what_is_true_of_them(settings: dict[str, object], title: str) -> None:
    assert title_of(move("formats", settings), strategy()).replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("hours", "rest"),
    [
        ({"gallery": (20,), "journal": (20,)}, ", and likewise on 1 other channel"),
        ({"gallery": (20,), "journal": (8,)}, ", and at other hours on 1 other channel"),
    ],
)
def test_likewise_is_said_of_the_same_hours_alone(hours: dict[str, object], rest: str) -> None:
    said = title_of(move("times", hours), strategy())

    assert said == f"Post on The gallery at 20:00 instead of 08:30{rest}"


def test_a_proposal_names_the_goal_that_makes_its_measure_count() -> None:
    said = suggested(measures_of(strategy())[0]).evidence

    assert said.saw.startswith("What counts here: clicks per post, for the goal “Visits to the shop”.")
    assert "Carousel 57\u00a0% more and Text 18\u00a0% less" in said.saw
    assert said.would_change[0] == "If the next 17 carousel posts bring no more than a typical post."


def test_without_a_goal_it_says_what_is_counted() -> None:
    measure = replace(measures_of(strategy())[0], goal="")

    assert suggested(measure).evidence.saw.startswith("What counts here: clicks per post. Against")


def test_what_changes_with_another_mix_of_formats_is_the_form_of_posts() -> None:
    assert suggested(measures_of(strategy())[0]).reason.endswith("what changes is their form.")


def suggested(measure: Measure) -> Suggestion:
    findings = Findings(
        358,
        effects=(
            Found("format", "carousel", 0.57, 0.25, 0.96, 35, True, True),
            Found("format", "text", -0.18, -0.25, -0.09, 179, True, True),
        ),
        moves=(move("formats", {"gallery": GALLERY}),),
    )
    seen = Seen(measure, FIRST, LAST, Pages({}, {}, FIRST, LAST))
    return suggestions(findings, strategy(), seen, date(2026, 11, 22))[0]
