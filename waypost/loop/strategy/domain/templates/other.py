"""Whatever fits no other template: show it, help with it, let others speak."""

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

OTHER = Trade(
    key="other",
    label="Something else",
    examples="a podcast, a band, a school, a farm, a town",
    reason="people who would like what we do come across it, understand it, and stay in touch",
    persona=Persona(
        key="first-people",
        label="The people we are here for",
        summary="Would like what we do if they knew of it. Stays where something useful or beautiful comes regularly.",
        behaviours=("Looks at three posts before following", "Comes back when a habit forms"),
        pain_points=("Too much to see, too little that concerns them",),
        wants=("To belong to something they chose",),
        active_hours=(
            ActiveHours(days=_WORKDAYS, starts=12, ends=14),
            ActiveHours(days=tuple(Weekday), starts=18, ends=21),
        ),
    ),
    pillars=(
        Pillar(
            key="useful-things",
            label="Useful things",
            purpose="What we know and others can use today, whether or not they ever come to us.",
            share=0.4,
            hue=5,
            formats=("text", "image"),
        ),
        Pillar(
            key="behind-the-scenes",
            label="Behind the scenes",
            purpose="How it is done and who does it. It makes us somebody instead of something.",
            share=0.35,
            hue=3,
            formats=("image", "video"),
        ),
        Pillar(
            key="our-people",
            label="Our people",
            purpose="Those who use it, hear it, visit it: their words, their pictures, with their yes.",
            share=0.25,
            hue=6,
            formats=("image", "text"),
        ),
    ),
    traits=(
        Trait(
            key="friendly",
            label="Friendly",
            but_not="chummy",
            do=("Write as you speak to somebody whom you like",),
            dont=("Write as an organisation",),
        ),
        Trait(
            key="clear",
            label="Clear",
            but_not="curt",
            do=("One thought a post",),
            dont=("Use words that only insiders know",),
        ),
        Trait(
            key="generous",
            label="Generous",
            but_not="showy",
            do=("Name others who did it well",),
            dont=("Talk about yourself twice in a row",),
        ),
    ),
    formats={"image": 0.5, "text": 0.3, "video": 0.2},
    times=(PostingTime(days=_WORKDAYS, at="12:15"), PostingTime(days=tuple(Weekday), at="18:30")),
    boundary=BoundaryTopic(
        key="private-people",
        label="People who did not ask to be shown",
        stance=Stance.CARE,
        why="Being recognised is theirs to choose.",
        how="Ask first; when in doubt, leave it out.",
    ),
    prompts={
        "useful-things": (
            "The question that you are asked most often, answered in five sentences.",
            "Something that you wish you had known a year earlier.",
        ),
        "behind-the-scenes": (
            "What it looks like an hour before anybody sees it.",
            "The person without whom nothing would happen, and what they do.",
        ),
        "our-people": (
            "What somebody said about it that you still think of, with their yes.",
            "Ask: how did you come to us?",
        ),
    },
    preferred_words=("for example", "come and see"),
    banned_words=("game changer", "you won't believe"),
)
