"""What reads unhappy is counted by words that a brand sees and changes; the usual ones are those of its language."""

import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.engagement.actions import arrivals, unhappy_words
from waypost.loop.engagement.domain.unhappy import LANGUAGES, USUAL, reads_unhappy, usual_words, words_of
from waypost.loop.engagement.models import Message, UnhappyWords
from waypost.loop.engagement.tests.factories import arrival
from waypost.toolkit.refusal import NotAllowed, Refusal


def say(world: World, *texts: str) -> dict[str, bool]:
    """Whether each of these reads unhappy when it comes in."""
    found = [arrival(text=text, remote_id=f"m{number}") for number, text in enumerate(texts)]
    arrivals.take_in(world.channel("gallery"), found, by=world.actor("manager"))
    return read(world)


def read(world: World) -> dict[str, bool]:
    return dict(Message.objects.filter(workspace=world.workspace).values_list("text", "reads_unhappy"))


@pytest.mark.parametrize(
    ("locale", "said", "unhappy"),
    [
        ("en", "It came BROKEN.", True),
        ("en", "So disappointing", True),
        ("en", "The latest print", False),
        ("en", "It does not   work: not working", True),
        ("en", "👎", True),
        ("de-AT", "Ich bin sehr enttäuscht", True),
        ("de", "Leider kaputt angekommen", True),
        ("de", "Never again", True),
        ("fr", "Je suis déçue", True),
        ("es", "Quiero un reembolso", True),
        ("en", "Ich bin sehr enttäuscht", False),
        ("xx", "This is awful", True),
        ("en", "What a lovely picture", False),
    ],
)
def test_the_usual_words_of_a_language_and_english_ones_count(locale: str, said: str, unhappy: bool) -> None:
    assert reads_unhappy(said, usual_words(locale)) is unhappy


def test_every_language_that_is_offered_has_words_that_would_be_accepted() -> None:
    assert LANGUAGES.keys() == USUAL.keys()
    for locale in LANGUAGES:
        assert words_of("\n".join(usual_words(locale))) == usual_words(locale)


def test_a_brand_s_own_words_count_instead_and_what_came_is_counted_anew(world: World) -> None:
    assert say(world, "All soggy!", "It is broken") == {"All soggy!": False, "It is broken": True}

    number = unhappy_words.write(world.workspace, words="Sogg*, damp", by=world.actor("manager"))

    assert number == 1
    assert read(world) == {"All soggy!": True, "It is broken": False}
    assert UnhappyWords.objects.get().listed == ("sogg*", "damp")


def test_with_none_given_the_usual_ones_count_again(world: World) -> None:
    say(world, "It is broken")
    unhappy_words.write(world.workspace, words="soggy", by=world.actor("manager"))

    assert unhappy_words.write(world.workspace, words=" ", by=world.actor("manager")) == 1
    assert not UnhappyWords.objects.exists()
    assert read(world) == {"It is broken": True}


def test_another_brand_s_words_stay_its_own(world: World) -> None:
    unhappy_words.write(world.workspace, words="soggy", by=world.actor("manager"))

    assert UnhappyWords.objects.get().workspace == world.workspace
    assert not UnhappyWords.objects.filter(workspace=world.other).exists()


def test_a_word_that_would_be_found_everywhere_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="almost everywhere"):
        unhappy_words.write(world.workspace, words="a*", by=world.actor("manager"))
    with pytest.raises(NotAllowed):
        unhappy_words.write(world.workspace, words="soggy", by=world.actor("viewer"))


def test_its_page_says_plainly_what_is_counted_and_lets_it_be_changed(world: World) -> None:
    Workspace.objects.filter(pk=world.workspace.pk).update(locale="de")
    page, client = reverse("engagement:unhappy_words", kwargs={"workspace": "tern"}), world.client("manager")

    shown = client.get(page).content.decode()
    wrong = client.post(page, {"words": "a"})
    kept = client.post(page, {"words": "soggy"}, follow=True).content.decode()
    back = client.post(page, {"words": "soggy", "usual": "1"}, follow=True).content.decode()

    assert "Waypost does not understand what people write" in shown
    assert "kaputt*" in shown
    assert (wrong.status_code, "almost everywhere" in wrong.content.decode()) == (422, True)
    assert "1 words of your own" not in kept
    assert "written by" in kept
    assert "kaputt*" not in kept
    assert "usual words and signs; nobody has changed them" in back
    assert "kaputt*" in world.client("contributor").get(page).content.decode()
    assert "Count by these words" not in world.client("contributor").get(page).content.decode()
