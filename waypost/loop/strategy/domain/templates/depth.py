"""What a first strategy says beyond pillars, voice and rhythm, where it is the same for most of a trade."""

from collections.abc import Mapping
from dataclasses import dataclass

from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Depth:
    """What one trade adds. `asks` is the pillar that sells or calls; `stages` says by pillar which step it serves;
    `rewrites` are a sentence before and after, by trait; `never` is what no channel of this trade shows."""

    asks: str
    stages: Mapping[str, str]
    believes: str
    should_believe: str
    likes: tuple[str, ...]
    rewrites: Mapping[str, tuple[str, str]]
    tags: tuple[str, ...]
    never: str
    next_step: str


DEPTHS: Mapping[str, Depth] = {
    "cafe": Depth(
        asks="on-the-counter",
        stages={"around-the-corner": "discover", "on-the-counter": "act", "hands-and-faces": "stay"},
        believes=_("It will be full, or they will be out of it."),
        should_believe=_("I can see what there is before I leave."),
        likes=(_("A picture from this morning"), _("A face that they know from the counter")),
        rewrites={
            "plain": (_("Delicious specials today!"), _("Leek soup until two, or until it is gone.")),
            "warm": (_("We value our customers."), _("Your usual table is free until eleven.")),
        },
        tags=("breakfast", "lunchbreak", "localfood"),
        never=_("Pictures of another day as if they were today’s"),
        next_step=_("Comes in, or asks what is left."),
    ),
    "shop": Depth(
        asks="new-and-back",
        stages={"how-to-choose": "discover", "new-and-back": "act", "in-real-life": "stay"},
        believes=_("One has to see it to be sure."),
        should_believe=_("They know it well enough to talk me out of it."),
        likes=(_("Two things compared side by side"), _("What it looks like after a year")),
        rewrites={
            "exact": (_("Available in many sizes!"), _("Four sizes, 62 euros each; the largest is back on Friday.")),
            "helpful": (_("You need this."), _("If yours still closes, you do not need a new one.")),
        },
        tags=("howtochoose", "shoplocal", "madetolast"),
        never=_("Things that are sold out, without saying so"),
        next_step=_("Asks, orders or comes by."),
    ),
    "maker": Depth(
        asks="finished-pieces",
        stages={"where-it-comes-from": "discover", "finished-pieces": "act", "at-the-bench": "stay"},
        believes=_("That is a lot for one piece."),
        should_believe=_("I know where the hours went, and which one is mine."),
        likes=(_("Hands at work"), _("A step that went wrong")),
        rewrites={
            "honest": (_("Perfection in every piece."), _("The third one cracked. This is the fourth.")),
            "unhurried": (_("Order now!"), _("The next ones come out of the workshop in March.")),
        },
        tags=("madebyhand", "workshop", "process"),
        never=_("Pieces that are gone, as if they could be had"),
        next_step=_("Asks for a piece, or comes to see one."),
    ),
    "service": Depth(
        asks="who-we-are",
        stages={"clear-answers": "discover", "who-we-are": "act", "from-the-work": "stay"},
        believes=_("It can wait, and it will be expensive."),
        should_believe=_("One call now is cheaper than what comes of waiting."),
        likes=(_("Lists to tick off"), _("Cases that could be theirs")),
        rewrites={
            "clear": (_("We offer tailored solutions."), _("Answer the letter within 30 days. Here is what to write.")),
            "candid": (_("Contact us for a consultation."), _("With fewer than ten people you can do this yourselves.")),
        },
        tags=("firststeps", "smallbusiness", "askedandanswered"),
        never=_("A client’s case without their yes in writing"),
        next_step=_("Calls, or sends the question."),
    ),
    "wellbeing": Depth(
        asks="first-steps",
        stages={"people-like-me": "discover", "first-steps": "act", "how-it-works": "stay"},
        believes=_("That is for people who are already good at it."),
        should_believe=_("The others there began as I would."),
        likes=(_("What the first hour is like"), _("Others who are not fit either")),
        rewrites={
            "encouraging": (_("Push your limits!"), _("You came. The rest is practice.")),
            "easy": (_("Never skip a day."), _("Missed a week? Begin with the short one.")),
        },
        tags=("beginnerswelcome", "movemore", "firstclass"),
        never=_("Bodies before and after"),
        next_step=_("Comes once, to try it."),
    ),
    "nonprofit": Depth(
        asks="how-to-take-part",
        stages={"what-help-does": "discover", "how-to-take-part": "act", "those-who-do-it": "stay"},
        believes=_("It is all too big for one person."),
        should_believe=_("My Saturday, or my ten euros, became something that I can see."),
        likes=(_("How it went on"), _("The people who help")),
        rewrites={
            "concrete": (_("Your support makes a difference!"), _("Ten euros are one night in the shelter.")),
            "hopeful": (_("Together we end it."), _("Last year 40 went without. This year 31.")),
        },
        tags=("volunteering", "neighbours", "lendahand"),
        never=_("Suffering without what can be done about it"),
        next_step=_("Signs up, comes along or gives."),
    ),
    "software": Depth(
        asks="new-this-week",
        stages={"solved-in-a-minute": "discover", "new-this-week": "act", "how-we-build": "stay"},
        believes=_("Moving costs more than it saves."),
        should_believe=_("I can try it on one task before lunch."),
        likes=(_("Short recordings of a screen"), _("Notes on what changed, with reasons")),
        rewrites={
            "precise": (_("Boost your productivity!"), _("Forty labels in one go instead of forty clicks.")),
            "modest": (_("The all-in-one platform."), _("It prints labels. Invoices it does not do yet.")),
        },
        tags=("howto", "releasenotes", "smallteams"),
        never=_("Jokes about the outages of others"),
        next_step=_("Tries it on one task."),
    ),
    "other": Depth(
        asks="our-people",
        stages={"useful-things": "discover", "our-people": "act", "behind-the-scenes": "stay"},
        believes=_("That is nothing for me."),
        should_believe=_("People like me are there already."),
        likes=(_("How it is done"), _("Words of others like them")),
        rewrites={
            "clear": (_("Big news coming soon!"), _("From 3 May we are open on Sundays.")),
            "friendly": (_("We are pleased to announce…"), _("It works at last. Come and see.")),
        },
        tags=("behindthescenes", "howwedoit", "joinus"),
        never=_("People who did not say yes to it"),
        next_step=_("Joins in, or comes by."),
    ),
}  # fmt: skip
"""By the key of the trade."""

SOUNDS: Mapping[str, str] = {
    "instagram": _("The picture says it; the words can wait beneath it."),
    "facebook": _("As to neighbours: what, when, where."),
    "tiktok": _("The first two seconds say what it is about."),
    "linkedin": _("One thought from the work, and what it means for whoever reads."),
    "youtube": _("The title says what one can do afterwards."),
    "threads": _("One sentence that stands by itself, and a question that is meant."),
    "x": _("One sentence that stands by itself."),
    "pinterest": _("A picture that one would keep, with what it is written on it."),
    "bluesky": _("One sentence that stands by itself; the link at the end."),
    "mastodon": _("One thought without hurry; every picture described."),
}
"""How a brand's voice sounds on a network, by the network's name in small letters."""
