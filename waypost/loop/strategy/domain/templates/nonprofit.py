"""Associations, charities, initiatives: people give time and money where they see what it does."""

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

_MIDWEEK = (Weekday.TUE, Weekday.WED, Weekday.THU)

NONPROFIT = Trade(
    key="nonprofit",
    label="Association, charity, initiative",
    examples="an animal shelter, a sports club, a neighbourhood initiative, a museum",
    reason="people see what becomes of help, feel that theirs would count, and take part",
    persona=Persona(
        key="willing-helper",
        label="People who would help",
        summary="Agrees with us already. Needs to see that something happens, and a step that is small enough to take.",
        interests=("What changes where they live", "People who do something"),
        behaviours=(
            "Shares what makes them proud to belong",
            "Gives after a story, and again after a report",
        ),
        pain_points=("Has been asked too often and thanked too seldom", "Cannot see where the money goes"),
        wants=("To be of use", "To meet others who care"),
        objections=("My little bit changes nothing",),
        believes="It is all too big for one person.",
        should_believe="Two hours of mine change somebody's week.",
        active_hours=(
            ActiveHours(days=_MIDWEEK, starts=12, ends=13),
            ActiveHours(days=_MIDWEEK, starts=18, ends=21),
            ActiveHours(days=(Weekday.SUN,), starts=10, ends=12),
        ),
    ),
    pillars=(
        Pillar(
            key="what-help-does",
            label="What help does",
            purpose="One case at a time, from need to what came of it; with numbers where they are honest.",
            share=0.45,
            hue=4,
            formats=("image", "text"),
        ),
        Pillar(
            key="those-who-do-it",
            label="Those who do it",
            purpose="Volunteers, staff and friends, and what they get out of it.",
            share=0.3,
            hue=6,
            formats=("image", "video"),
        ),
        Pillar(
            key="how-to-take-part",
            label="How to take part",
            purpose="Dates, open tasks, what is needed this week. One clear step in each post.",
            share=0.25,
            hue=2,
            formats=("image", "text"),
        ),
    ),
    traits=(
        Trait(
            key="hopeful",
            label="Hopeful",
            but_not="rosy",
            do=("Show what is better than last year", "Say what is still missing"),
            dont=("Use pity to move people",),
        ),
        Trait(
            key="respectful",
            label="Respectful",
            but_not="distant",
            do=("Let people whom we help speak for themselves",),
            dont=("Show anybody in a way they would not choose",),
        ),
        Trait(
            key="concrete",
            label="Concrete",
            but_not="dry",
            do=("Say what an hour or ten euros become",),
            dont=("Speak of “impact” without an example",),
        ),
    ),
    formats={"image": 0.55, "text": 0.25, "video": 0.2},
    times=(
        PostingTime(days=_MIDWEEK, at="12:30"),
        PostingTime(days=_MIDWEEK, at="18:30"),
        PostingTime(days=(Weekday.SUN,), at="10:30"),
    ),
    boundary=BoundaryTopic(
        key="those-we-help",
        label="People whom we help",
        stance=Stance.CARE,
        why="Their dignity comes before our reach.",
        how="With their written yes, without full names, and they see the post before it goes out.",
    ),
    prompts={
        "what-help-does": (
            "Something that was impossible a year ago and is normal today.",
            "What last month's gifts became, in three numbers and one picture.",
        ),
        "those-who-do-it": (
            "Somebody who helps: how they came, why they stay.",
            "Ten quiet minutes that nobody ever sees.",
        ),
        "how-to-take-part": (
            "One task for one person this week, with how long it takes.",
            "Thank those who came, and say when the next time is.",
        ),
    },
    preferred_words=("together", "thank you", "take part"),
    banned_words=("the needy", "voiceless", "every cent counts"),
)
