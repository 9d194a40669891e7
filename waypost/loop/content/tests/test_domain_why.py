from waypost.loop.content.domain.why import Aim, Why, follow, pillar_in, prefill

AIMS = (
    Aim(
        "craft",
        "How it is made",
        "workshop, tools and the hands that build boats",
        ("sailor",),
        ("trust",),
        ("interest",),
    ),
    Aim(
        "harbour",
        "Harbour life",
        "people, weather and tides around the harbour",
        ("visitor", "sailor"),
        ("visits",),
    ),
)


def test_persona_goal_and_funnel_stage_follow_from_the_pillar():
    assert follow("craft", AIMS) == Why("craft", "sailor", "trust", "interest")
    assert follow("harbour", AIMS) == Why("harbour", "visitor", "visits", None)


def test_a_pillar_that_the_strategy_no_longer_describes_stands_alone():
    assert follow("gone", AIMS) == Why(pillar="gone")
    assert follow(None, AIMS) == Why()


def test_a_slot_says_why_and_what_was_said_by_hand_wins():
    slot = Why("harbour", "sailor", None, None)

    assert prefill(Why(), slot=slot, text="", aims=AIMS) == Why("harbour", "sailor", "visits", None)
    assert prefill(Why(persona="visitor"), slot=slot, text="", aims=AIMS).persona == "visitor"


def test_another_pillar_than_the_slots_brings_its_own_reasons():
    slot = Why("harbour", "visitor", "visits", None)

    assert prefill(Why("craft"), slot=slot, text="", aims=AIMS) == Why("craft", "sailor", "trust", "interest")


def test_a_text_suggests_the_pillar_that_it_speaks_about():
    assert pillar_in("New tools in the workshop today", AIMS) == "craft"
    assert pillar_in("A day of harbour life", AIMS) == "harbour"
    assert prefill(Why(), slot=Why(), text="New tools in the workshop", aims=AIMS).goal == "trust"


def test_a_text_about_nothing_in_particular_suggests_nothing():
    assert pillar_in("Good morning", AIMS) is None
    assert pillar_in("The workshop in this weather", AIMS) is None
    assert pillar_in("", ()) is None
