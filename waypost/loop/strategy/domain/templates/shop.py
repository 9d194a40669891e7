"""Shops on the street and online: people want to know that it is worth having before they buy."""

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

_EVENINGS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.SUN)

SHOP = Trade(
    key="shop",
    label="Shop, online shop",
    examples="a bookshop, a fashion label, a web shop for bicycle parts",
    reason="people find the thing that suits them, trust what they see, and buy it from us with good reason",
    persona=Persona(
        key="careful-buyer",
        label="People who choose with care",
        summary="Could buy it anywhere. Buys where somebody helped them to choose and where questions are answered.",
        interests=("Things that last", "How something looks in a real home or on a real person"),
        behaviours=("Saves posts and comes back to them weeks later", "Reads comments before descriptions"),
        pain_points=("Too much choice, too little advice", "Photos that promise more than the parcel holds"),
        wants=("To be sure before paying",),
        objections=("It is cheaper elsewhere", "What if it does not fit?"),
        active_hours=(
            ActiveHours(days=tuple(Weekday), starts=12, ends=14),
            ActiveHours(days=_EVENINGS, starts=19, ends=22),
        ),
    ),
    pillars=(
        Pillar(
            key="how-to-choose",
            label="How to choose",
            purpose="Advice that would be right even if they bought elsewhere: sizes, uses, differences, care.",
            share=0.4,
            hue=5,
            formats=("image", "text"),
        ),
        Pillar(
            key="in-real-life",
            label="In real life",
            purpose="Our things where they end up: worn, read, used, repaired; by customers who said yes to it.",
            share=0.35,
            hue=3,
            formats=("image", "video"),
        ),
        Pillar(
            key="new-and-back",
            label="New and back again",
            purpose="What came in, what is back, what will not come again. The only pillar that sells outright.",
            share=0.25,
            hue=1,
            formats=("image",),
        ),
    ),
    traits=(
        Trait(
            key="helpful",
            label="Helpful",
            but_not="pushy",
            do=(
                "Answer the question that people ask in the shop",
                "Say when something is not right for somebody",
            ),
            dont=("Make people afraid to miss out",),
        ),
        Trait(
            key="exact",
            label="Exact",
            but_not="technical",
            do=("Give sizes, materials and prices without being asked",),
            dont=("Hide the price behind “message us”",),
        ),
        Trait(
            key="cheerful",
            label="Cheerful",
            but_not="loud",
            do=("Enjoy the things that you sell",),
            dont=("Use capitals for excitement",),
        ),
    ),
    formats={"image": 0.6, "video": 0.25, "text": 0.15},
    times=(PostingTime(days=tuple(Weekday), at="12:30"), PostingTime(days=_EVENINGS, at="19:30")),
    boundary=BoundaryTopic(
        key="other-shops",
        label="Other shops and their prices",
        stance=Stance.NEVER,
        why="We win by advice, not by pointing.",
    ),
    prompts={
        "how-to-choose": (
            "Two things that look alike: who should take which?",
            "The question you heard most often this week, and your answer.",
            "How to make it last twice as long.",
        ),
        "in-real-life": (
            "A customer's photo, with their words and their yes.",
            "Something you sold years ago, as it looks today.",
        ),
        "new-and-back": (
            "What came in this week, with price and number of pieces.",
            "What many asked for and what is back now.",
        ),
    },
    preferred_words=("lasts", "in stock", "ask us"),
    banned_words=("must-have", "last chance", "act now"),
)
