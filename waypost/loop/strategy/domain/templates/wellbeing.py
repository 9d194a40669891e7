"""Studios, trainers, practices: people come when they feel that they may come as they are."""

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

WELLBEING = Trade(
    key="wellbeing",
    label="Fitness, health, beauty",
    examples="a yoga studio, a physiotherapist, a climbing hall, a hairdresser",
    reason="people dare to come for the first time, know what will happen to them, and keep coming",
    persona=Persona(
        key="about-to-start",
        label="People who are about to start",
        summary="Has meant to for months. What holds them back is not the price but not knowing what to expect.",
        interests=("Feeling better in daily life", "Small steps that last"),
        behaviours=("Looks at who else goes there", "Reads the timetable three times before booking"),
        pain_points=("Afraid to be the only beginner", "Has been promised quick results before"),
        wants=("To be seen as they are", "A habit that survives a bad week"),
        objections=("I am not fit enough for it", "I have no time"),
        believes="That is for people who are already good at it.",
        should_believe="They have a place for somebody like me.",
        active_hours=(
            ActiveHours(days=_WORKDAYS, starts=6, ends=8),
            ActiveHours(days=_WORKDAYS, starts=17, ends=20),
            ActiveHours(days=(Weekday.SUN,), starts=17, ends=21),
        ),
    ),
    pillars=(
        Pillar(
            key="first-steps",
            label="First steps",
            purpose="What happens the first time, what to bring, what can be tried at home today.",
            share=0.4,
            hue=4,
            formats=("video", "image"),
        ),
        Pillar(
            key="people-like-me",
            label="People like me",
            purpose="Members and guests in their own words, of every age and shape, with their yes.",
            share=0.35,
            hue=6,
            formats=("image", "text"),
        ),
        Pillar(
            key="how-it-works",
            label="How it works",
            purpose="What the body does and why we do it this way, with the source where there is one.",
            share=0.25,
            hue=5,
            formats=("text", "image"),
        ),
    ),
    traits=(
        Trait(
            key="encouraging",
            label="Encouraging",
            but_not="cheering",
            do=("Praise coming, not achieving",),
            dont=("Speak of excuses",),
        ),
        Trait(
            key="knowing",
            label="Knowledgeable",
            but_not="preachy",
            do=("Say what is known, what is likely and what is custom",),
            dont=("Promise a cure or a date",),
        ),
        Trait(
            key="easy",
            label="Easy-going",
            but_not="careless",
            do=("Say what one may leave out",),
            dont=("Comment on anybody's weight or looks",),
        ),
    ),
    formats={"video": 0.4, "image": 0.4, "text": 0.2},
    times=(
        PostingTime(days=_WORKDAYS, at="06:45"),
        PostingTime(days=_WORKDAYS, at="17:30"),
        PostingTime(days=(Weekday.SUN,), at="18:00"),
    ),
    boundary=BoundaryTopic(
        key="health-promises",
        label="Promises about health, weight or looks",
        stance=Stance.NEVER,
        why="They are seldom true, often forbidden, and they hurt.",
    ),
    prompts={
        "first-steps": (
            "What happens in the first ten minutes of a first visit.",
            "One exercise or habit for today, in thirty seconds.",
            "What people ask on the phone before they dare to come.",
        ),
        "people-like-me": (
            "Somebody who began this year, in three sentences of their own.",
            "What a bad week looks like, and how people come back.",
        ),
        "how-it-works": (
            "A belief that many have, and what is known about it.",
            "Why you begin with the thing that you begin with.",
        ),
    },
    preferred_words=("at your own pace", "try", "come as you are"),
    banned_words=("summer body", "no excuses", "detox", "guaranteed"),
)
