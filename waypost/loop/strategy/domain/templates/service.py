"""Consultants, agencies, lawyers, trades on appointment: people buy trust before they buy hours."""

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

SERVICE = Trade(
    key="service",
    label="Consulting, services",
    examples="a tax adviser, an architect, a coach, an electrician, an agency",
    reason="people with a problem that we can solve recognise it, see how we think, and call us before it grows",
    persona=Persona(
        key="someone-with-a-problem",
        label="People who carry the decision",
        summary="Has a problem that is not their trade. Has to explain to somebody else why they chose us.",
        interests=("What others in their place did", "What it costs to do nothing"),
        behaviours=(
            "Reads quietly for a long time, then writes directly",
            "Forwards a post to a colleague with one line",
        ),
        pain_points=(
            "Cannot tell good advice from confident advice",
            "Was burnt by somebody who promised too much",
        ),
        wants=("A clear next step", "Somebody who says no when no is right"),
        objections=("We could do it ourselves", "It is not urgent yet"),
        active_hours=(
            ActiveHours(days=_MIDWEEK, starts=8, ends=10),
            ActiveHours(days=_MIDWEEK, starts=12, ends=13),
        ),
    ),
    pillars=(
        Pillar(
            key="clear-answers",
            label="Clear answers",
            purpose="One question that clients really ask, answered so that it helps without us.",
            share=0.5,
            hue=5,
            formats=("text", "image"),
        ),
        Pillar(
            key="from-the-work",
            label="From the work",
            purpose="What a case taught us, told so that nobody is recognised: the start, the choice, what came of it.",
            share=0.3,
            hue=7,
            formats=("text", "image"),
        ),
        Pillar(
            key="who-we-are",
            label="Who we are",
            purpose="The people one would work with: how they think, what they refuse, what they read.",
            share=0.2,
            hue=3,
            formats=("image", "video"),
        ),
    ),
    traits=(
        Trait(
            key="clear",
            label="Clear",
            but_not="simplistic",
            do=("Begin with the answer, then the reasons", "Give a number where there is one"),
            dont=("Hide behind “it depends” without saying on what",),
        ),
        Trait(
            key="calm",
            label="Calm",
            but_not="cold",
            do=("Say what can wait",),
            dont=("Frighten people into calling",),
        ),
        Trait(
            key="candid",
            label="Candid",
            but_not="blunt",
            do=("Say when somebody does not need us",),
            dont=("Speak ill of those who did it before",),
        ),
    ),
    formats={"text": 0.5, "image": 0.35, "video": 0.15},
    times=(PostingTime(days=_MIDWEEK, at="08:30"), PostingTime(days=_MIDWEEK, at="12:15")),
    boundary=BoundaryTopic(
        key="clients",
        label="Clients and their affairs",
        stance=Stance.CARE,
        why="They trusted us with it.",
        how="Only with their written yes, or changed so far that they would not recognise themselves.",
    ),
    prompts={
        "clear-answers": (
            "The question from your last first meeting, answered in five sentences.",
            "A mistake that costs much and is easy to avoid.",
            "What to prepare before calling somebody like you.",
        ),
        "from-the-work": (
            "A decision that was hard, and what tipped it.",
            "What you would do differently if you began that project today.",
        ),
        "who-we-are": (
            "A job that you turned down, and why.",
            "How a normal Tuesday looks, in four pictures.",
        ),
    },
    preferred_words=("in short", "for example", "you decide"),
    banned_words=("synergy", "game changer", "thought leader", "leverage"),
)
