"""Every network's folder is complete and its card makes sense."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from waypost.networks import registry
from waypost.networks.contract import POLL, POLL_DAYS, Ability, Poll, SignIn, Standing, Terms, poll_in


def test_the_registry_finds_the_sandbox() -> None:
    assert "sandbox" in registry.names()


def test_a_name_without_a_folder_is_unknown() -> None:
    with pytest.raises(registry.UnknownNetwork):
        registry.card("nowhere")
    with pytest.raises(registry.UnknownNetwork):
        registry.icon("../sandbox")


def test_an_ability_without_a_file_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "abilities", lambda name: frozenset())

    with pytest.raises(LookupError):
        registry.publisher("sandbox")


def test_a_card_makes_sense(name: str) -> None:
    card = registry.card(name)

    assert card.name == name
    assert card.label
    assert card.text_limit > 0
    assert 0 < card.deadline <= 60
    assert card.settles_after > 0
    assert card.skew >= 0
    assert set(card.formats) <= {"text", "image", "carousel", "video", "link", "story"}
    assert card.simulated or card.docs_url.startswith("https://") or not registry.abilities(name)


def test_limits_can_be_kept(name: str) -> None:
    limits = registry.card(name).limits

    assert len({limit.name for limit in limits}) == len(limits)
    assert all(limit.most > 0 and limit.seconds > 0 and limit.unit for limit in limits)
    assert all(0 < cost <= limit.most for limit in limits for cost in limit.costs.values())


def test_media_rules_are_whole(name: str) -> None:
    media = registry.card(name).media

    assert bool(media.images_max) == bool(media.image_types) == bool(media.image_bytes)
    assert bool(media.videos_max) == bool(media.video_types) == bool(media.video_bytes)


def test_a_network_that_publishes_can_be_connected(name: str) -> None:
    abilities = registry.abilities(name)

    assert (Ability.PUBLISH in abilities) <= (Ability.CONNECT in abilities)
    assert registry.texts(name)


def test_what_a_card_says_of_posts_that_are_out_its_folder_can_do(name: str) -> None:
    card = registry.card(name)

    assert card.deletes == (Ability.CHANGE in registry.abilities(name))
    assert card.deletes or not card.edits


def test_only_a_simulated_network_has_people_who_are_unhappy_on_demand(name: str) -> None:
    assert (Ability.DRILL in registry.abilities(name)) <= registry.card(name).simulated


def test_an_icon_is_a_drawing_in_the_colour_of_the_text(name: str) -> None:
    drawing = ElementTree.fromstring(registry.icon(name))

    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("viewBox") == "0 0 24 24"
    assert "currentColor" in registry.icon(name)
    allowed = {"svg", "g", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    assert {element.tag.rpartition("}")[2] for element in drawing.iter()} <= allowed


def test_a_guide_has_a_title_and_steps(name: str) -> None:
    guide = registry.guide(name)

    assert guide.startswith("# ")
    assert "\n1. " in guide


def test_options_can_be_read_and_chosen(name: str) -> None:
    card = registry.card(name)
    named = {option.name: option for option in card.options}

    assert len(named) == len(card.options)
    assert all(option.label for option in card.options)
    assert all(value and words for option in card.options for value, words in option.values)
    assert bool(card.polls) == (POLL in named)
    if card.polls:
        days = [int(value) for value, _ in named[POLL_DAYS].values]
        assert all(card.polls.seconds_min <= each * 86_400 <= card.polls.seconds_max for each in days)


def test_terms_of_a_server_change_the_limits_that_it_says_and_no_others(name: str) -> None:
    card = registry.card(name)

    changed = card.under(Terms(text_limit=77, alt_limit=7))

    assert (changed.text_limit, changed.media.alt_limit) == (77, 7)
    assert changed.media.images_max == card.media.images_max
    assert card.under(Terms()) == card


def test_a_network_whose_servers_differ_counts_by_their_terms(name: str) -> None:
    texts = registry.texts(name, Terms(text_limit=77))

    # Where no server can be asked, the person whose account it is says the terms.
    differs = registry.terms_giver(name) is not None or not registry.abilities(name)
    assert texts.count("tide").limit == (77 if differs else registry.card(name).text_limit)


def test_consent_is_there_where_the_card_says_so(name: str) -> None:
    if registry.card(name).sign_in is SignIn.OAUTH:
        assert registry.consenting(name).server_of(registry.card(name).home) == registry.card(name).home
    else:
        with pytest.raises(LookupError):
            registry.consenting(name)


def test_a_card_says_what_one_needs(name: str) -> None:
    needs = registry.card(name).needs

    assert Standing.TODAY in {need.standing for need in needs}
    for need in needs:
        needs_review = need.standing is Standing.REVIEW
        assert need.sentence.endswith(".")
        assert bool(need.takes) == bool(need.until) == needs_review


def test_only_a_network_where_a_person_posts_says_its_first_comment_in_one_go(name: str) -> None:
    card = registry.card(name)

    assert card.comment_in_one_call <= (Ability.PUBLISH not in registry.abilities(name))
    assert card.look.title in {"", *(option.name for option in card.options)}
    assert not any(option.values and option.limit for option in card.options)


def test_a_profile_and_a_page_take_the_same_and_need_other_things() -> None:
    page, person = registry.card("linkedin_page"), registry.card("linkedin_person")

    assert (page.media, page.options, page.text_limit) == (person.media, person.options, person.text_limit)
    assert [need.standing for need in page.needs] == ["today", "review"]
    assert [need.standing for need in person.needs] == ["today", "own", "review"]


@pytest.mark.parametrize(
    ("options", "poll"),
    [
        ({}, None),
        ({POLL: " \n", POLL_DAYS: "3"}, None),
        ({POLL: " Low tide\n\nHigh tide \n"}, Poll(("Low tide", "High tide"), 86_400)),
        ({POLL: "Low\nHigh", POLL_DAYS: "3"}, Poll(("Low", "High"), 259_200)),
    ],
)
def test_a_poll_is_what_its_lines_say_for_a_day_unless_somebody_chose(
    options: dict[str, str], poll: Poll | None
) -> None:
    assert poll_in(options) == poll
