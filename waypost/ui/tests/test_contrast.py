import pytest

from waypost.ui.tests.colour import colour, contrast, pillar, tokens

THEMES = ("light", "dark")
SURFACES = ("canvas", "surface", "sunken")
TEXT_ON_SURFACES = ("ink", "ink-soft", "ink-faint", "good", "warn", "bad", "accent-text")
WASHES = ("good", "warn", "bad")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("ink", TEXT_ON_SURFACES)
def test_words_can_be_read_on_every_surface(ink: str, surface: str, theme: str) -> None:
    assert contrast(colour(ink, theme), colour(surface, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", WASHES)
def test_words_can_be_read_on_the_wash_of_a_callout(tone: str, theme: str) -> None:
    wash = colour(f"{tone}-wash", theme)

    assert contrast(colour("ink", theme), wash) >= 7
    assert contrast(colour(tone, theme), wash) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("words", "fill"),
    [
        ("accent-ink", "accent"),
        ("accent-ink", "accent-strong"),
        ("ink-inverse", "ink"),
        ("ink-inverse", "good"),
        ("ink-inverse", "warn"),
        ("ink-inverse", "bad"),
    ],
)
def test_words_can_be_read_on_every_fill(words: str, fill: str, theme: str) -> None:
    assert contrast(colour(words, theme), colour(fill, theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("line", ["line-strong", "focus"])
def test_the_lines_of_controls_can_be_seen(line: str, surface: str, theme: str) -> None:
    assert contrast(colour(line, theme), colour(surface, theme)) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("hue", range(1, 9))
def test_a_pillar_can_be_seen_on_every_surface(hue: int, surface: str, theme: str) -> None:
    assert contrast(pillar(hue, theme), colour(surface, theme)) >= 3


def test_every_meaning_of_a_colour_is_written_for_both_themes() -> None:
    meanings = [
        name for name, value in tokens().items() if not value.startswith("oklch(") and "hue" not in name
    ]

    assert {"canvas", "ink", "line", "accent", "good", "warn", "bad", "focus"} <= {
        name for name in meanings if tokens()[name].startswith("light-dark(")
    }
