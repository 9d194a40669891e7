"""Cafés, bakeries, bars, restaurants: people decide today where to eat today."""

from waypost.loop.strategy.domain.document import (
    ActiveHours,
    BoundaryTopic,
    Persona,
    Pillar,
    PostingTime,
    Stance,
    Trait,
    Weekday,
)
from waypost.loop.strategy.domain.templates.trade import Trade

_WORKDAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)
_WEEKEND = (Weekday.SAT, Weekday.SUN)

CAFE = Trade(
    key="cafe",
    label="Café, restaurant, bakery",
    examples="a neighbourhood café, a bakery, a wine bar, a food truck",
    reason="people nearby know what is good today, who made it, and that there is a seat for them",
    persona=Persona(
        key="regulars-to-be",
        label="Neighbours",
        summary="Lives or works close by and passes often. Decides where to eat within the hour, with a phone in hand.",
        interests=("Good food without a fuss", "What is new in the neighbourhood"),
        behaviours=(
            "Looks at photos and opening hours before coming",
            "Brings others once they trust a place",
        ),
        pain_points=(
            "Never sure whether it is open, full, or sold out",
            "Tired of food that looks better than it tastes",
        ),
        wants=("A place that feels like theirs",),
        active_hours=(
            ActiveHours(days=_WORKDAYS, starts=7, ends=9),
            ActiveHours(days=_WORKDAYS, starts=11, ends=13),
            ActiveHours(days=_WEEKEND, starts=9, ends=12),
        ),
    ),
    pillars=(
        Pillar(
            key="on-the-counter",
            label="On the counter",
            purpose="What there is today and what makes it worth the walk. Honest about what is sold out.",
            share=0.45,
            hue=2,
            formats=("image", "text"),
        ),
        Pillar(
            key="hands-and-faces",
            label="Hands and faces",
            purpose="Who bakes, pours and grows it. People come back to people.",
            share=0.3,
            hue=6,
            formats=("image", "video"),
        ),
        Pillar(
            key="around-the-corner",
            label="Around the corner",
            purpose="The street, the season, the neighbours. We are part of a place, and say so.",
            share=0.25,
            hue=4,
            formats=("image", "text"),
        ),
    ),
    traits=(
        Trait(
            key="warm",
            label="Warm",
            but_not="gushing",
            do=("Greet people as if they had just come in", "Name the dish and the person who made it"),
            dont=("Call anything “to die for”",),
        ),
        Trait(
            key="plain",
            label="Plain",
            but_not="dull",
            do=("Say what is in it, what it costs and until when there is some",),
            dont=("Write like a menu that tries to impress",),
        ),
        Trait(
            key="appetising",
            label="Appetising",
            but_not="greedy",
            do=("Describe one thing that can be smelled, heard or tasted",),
            dont=("Shout discounts",),
        ),
    ),
    formats={"image": 0.6, "video": 0.2, "text": 0.2},
    times=(
        PostingTime(days=_WORKDAYS, at="07:30"),
        PostingTime(days=_WORKDAYS, at="11:15"),
        PostingTime(days=_WEEKEND, at="09:00"),
    ),
    boundary=BoundaryTopic(
        key="guests",
        label="Guests who can be recognised",
        stance=Stance.CARE,
        why="They came to eat, not to be seen.",
        how="Ask first, every time; when in doubt show hands and plates.",
    ),
    prompts={
        "on-the-counter": (
            "The first thing out of the oven or off the stove this morning, from close by.",
            "What is nearly gone, and when there will be more.",
            "One dish, and the one ingredient that makes the difference.",
        ),
        "hands-and-faces": (
            "Who opened up today, and what they do before the first guest.",
            "A supplier: where they are, what they bring, how long you have known each other.",
        ),
        "around-the-corner": (
            "What the street looks like from your window today.",
            "A neighbour's shop that your guests should know.",
        ),
    },
    preferred_words=("today", "until sold out", "come by"),
    banned_words=("foodgasm", "to die for", "best in town"),
)
