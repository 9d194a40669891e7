"""Software and digital products: people try what they understand in a minute."""

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

_WORKDAYS = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU)

SOFTWARE = Trade(
    key="software",
    label="Software, digital product",
    examples="an app, an open source project, a tool for other companies",
    reason="people see a task of theirs become easier, try it within minutes, and tell us what is missing",
    persona=Persona(
        key="hands-on-user",
        label="People who do the work themselves",
        summary="Has the task on the desk today. Trusts a short demonstration more than any claim, and other users most.",
        interests=("Doing the task faster", "How things work inside"),
        behaviours=("Skips to the screenshot", "Tries it in the evening and recommends it at work"),
        pain_points=("Tools that take a week to set up", "Prices and limits that appear after signing up"),
        wants=("An answer from somebody who built it",),
        objections=("We already have something for that", "Will it still exist next year?"),
        active_hours=(
            ActiveHours(days=_WORKDAYS, starts=9, ends=11),
            ActiveHours(days=_WORKDAYS, starts=15, ends=18),
        ),
    ),
    pillars=(
        Pillar(
            key="solved-in-a-minute",
            label="Solved in a minute",
            purpose="One task, shown from start to end. It would be useful even to those who never sign up.",
            share=0.45,
            hue=5,
            formats=("video", "image"),
        ),
        Pillar(
            key="how-we-build",
            label="How we build",
            purpose="Decisions, mistakes, figures; what we left out and why. It shows that somebody is there.",
            share=0.3,
            hue=7,
            formats=("text", "image"),
        ),
        Pillar(
            key="new-this-week",
            label="New this week",
            purpose="What changed, for whom it matters, how to use it. Short, with a picture.",
            share=0.25,
            hue=2,
            formats=("image", "text"),
        ),
    ),
    traits=(
        Trait(
            key="precise",
            label="Precise",
            but_not="pedantic",
            do=("Show the thing itself", "Name versions, prices and limits"),
            dont=("Write “seamless”",),
        ),
        Trait(
            key="modest",
            label="Modest",
            but_not="shy",
            do=("Say what it cannot do yet",),
            dont=("Compare with others by name",),
        ),
        Trait(
            key="friendly",
            label="Friendly",
            but_not="matey",
            do=("Answer as one colleague to another",),
            dont=("Joke about an outage",),
        ),
    ),
    formats={"text": 0.4, "image": 0.35, "video": 0.25},
    times=(PostingTime(days=_WORKDAYS, at="09:30"), PostingTime(days=_WORKDAYS, at="16:00")),
    boundary=BoundaryTopic(
        key="security",
        label="Open security matters",
        stance=Stance.NEVER,
        why="First the fix, then the notice, then the story.",
        decides="Whoever is responsible for security",
    ),
    prompts={
        "solved-in-a-minute": (
            "The task that people do most often, recorded without a cut.",
            "A way to do it without your product, and when yours begins to pay.",
        ),
        "how-we-build": (
            "Something that you removed, and who complained.",
            "A bug that taught you something, with the line that caused it.",
            "A figure from inside: how fast, how many, how much.",
        ),
        "new-this-week": (
            "One change in one picture, with one sentence for whom it matters.",
            "A wish from a user that is real now, with thanks to them.",
        ),
    },
    preferred_words=("try it", "here is how", "known limits"),
    banned_words=("revolutionary", "seamless", "next-generation", "game changer"),
)
