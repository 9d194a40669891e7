"""People who make things by hand: the work explains the price."""

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

_MIDWEEK = (Weekday.TUE, Weekday.THU)

MAKER = Trade(
    key="maker",
    label="Craft, art, making",
    examples="a potter, a print studio, a luthier, a furniture workshop",
    reason="people see how the work is made, understand what it is worth, and want to live with a piece of it",
    persona=Persona(
        key="patient-admirer",
        label="People who like things made by hand",
        summary="Follows for months before buying the first piece, then gives the second one to somebody they love.",
        interests=("How things are made", "Materials and tools", "Rooms with few, good things"),
        behaviours=("Watches process videos to the end", "Asks about the next firing, print run or market"),
        pain_points=(
            "Does not know whether it is still to be had",
            "Cannot judge the price without seeing the work",
        ),
        wants=("A thing with a story that is true",),
        objections=("It is more than I meant to spend",),
        active_hours=(
            ActiveHours(days=tuple(Weekday), starts=20, ends=22),
            ActiveHours(days=(Weekday.SUN,), starts=10, ends=13),
        ),
    ),
    pillars=(
        Pillar(
            key="at-the-bench",
            label="At the bench",
            purpose="The work as it happens, mistakes included. It explains the price better than any sentence.",
            share=0.45,
            hue=5,
            formats=("video", "image"),
        ),
        Pillar(
            key="finished-pieces",
            label="Finished pieces",
            purpose="One piece at a time, in good light, with its size, its price and whether it can be had.",
            share=0.35,
            hue=1,
            formats=("image",),
        ),
        Pillar(
            key="where-it-comes-from",
            label="Where it comes from",
            purpose="Materials, teachers, places, the thing seen on a walk that became a pattern.",
            share=0.2,
            hue=4,
            formats=("image", "text"),
        ),
    ),
    traits=(
        Trait(
            key="unhurried",
            label="Unhurried",
            but_not="slow",
            do=("Let one detail carry the post",),
            dont=("Count down to anything",),
        ),
        Trait(
            key="honest",
            label="Honest",
            but_not="self-deprecating",
            do=("Show what went wrong and what you learned", "Name the price without an excuse"),
            dont=("Apologise for what good work costs",),
        ),
        Trait(
            key="curious",
            label="Curious",
            but_not="learned",
            do=("Ask how others do it", "Explain the word that only your trade uses"),
            dont=("Lecture",),
        ),
    ),
    formats={"image": 0.5, "video": 0.35, "text": 0.15},
    times=(PostingTime(days=_MIDWEEK, at="20:00"), PostingTime(days=(Weekday.SUN,), at="11:00")),
    boundary=BoundaryTopic(
        key="copies",
        label="Those who copy our work",
        stance=Stance.NEVER,
        why="It is settled in private, or by a lawyer; never before an audience.",
    ),
    prompts={
        "at-the-bench": (
            "What is on the bench right now, before it looks like anything.",
            "A tool that you would save from a fire.",
            "What went wrong this week, and what it taught you.",
        ),
        "finished-pieces": (
            "One piece in daylight, with its size, its price and its one peculiarity.",
            "A piece in the place where somebody lives with it.",
        ),
        "where-it-comes-from": (
            "Where your material comes from, and who sells it to you.",
            "What you saw that became a form, a colour or a pattern.",
        ),
    },
    preferred_words=("by hand", "one of", "made to order"),
    banned_words=("artisanal", "bespoke luxury", "content"),
)
