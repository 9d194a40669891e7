"""What a new item of a list may begin with: the rules, figures and criteria that are usual. A brand changes them."""

from waypost.loop.strategy.domain.kpis import USUAL_GOALS, USUAL_STAGES
from waypost.loop.strategy.domain.mixing import COMMON
from waypost.loop.strategy.forms.crisis_starts import CRISIS_STARTS, Start
from waypost.toolkit.wording import _

_CRITERIA: dict[str, Start] = {
    "subjects": {
        "label": _("Fits what we talk about"),
        "look_for": _("Their subjects are our pillars, and their tone goes with ours."),
        "weight": "5",
        "least": "3",
    },
    "audience": {
        "label": _("Reaches our people"),
        "look_for": _("Age, place and language of those who follow are those of a persona."),
        "weight": "5",
        "least": "3",
    },
    "authenticity": {
        "label": _("Honest following"),
        "look_for": _("It grew by and by, and people with names answer."),
        "weight": "4",
        "least": "3",
    },
    "quality": {
        "label": _("Quality, again and again"),
        "look_for": _("Any of their last ten posts could stand beside ours."),
        "weight": "3",
    },
    "sponsored": {
        "label": _("Adverts that still move people"),
        "look_for": _("Few of them, and they do nearly as well as the rest."),
        "weight": "2",
    },
    "disclosure": {
        "label": _("Marks what is paid for"),
        "look_for": _("Every advert says so in its first line."),
        "weight": "4",
        "least": "4",
    },
    "safety": {
        "label": _("Safe to stand beside"),
        "look_for": _("Nothing in two years that we would have to explain."),
        "weight": "4",
        "least": "3",
    },
    "reliability": {
        "label": _("Reliable"),
        "look_for": _("Answers soon, and others say that dates were kept."),
        "weight": "2",
    },
    "cost": {
        "label": _("Worth its price"),
        "look_for": _("We could not reach as many of our people for it elsewhere."),
        "weight": "3",
    },
}
"""After https://lmg.media/resources/influencer-vetting-checklist, read in October 2026; the weights are ours."""

STARTS: dict[str, dict[str, Start]] = {
    "goals": {goal.key: {"label": goal.label, "metric": goal.kpi, "unit": goal.unit} for goal in USUAL_GOALS},
    "funnel_stages": {
        stage.key: {
            "label": stage.label,
            "purpose": stage.purpose,
            "kpi": stage.kpi,
            "diagnostics": "\n".join(stage.diagnostics),
            "next_step": stage.next_step,
        }
        for stage in USUAL_STAGES
    },
    "mix_rules": {
        key: {"label": label, "parts": "\n".join(f"{part} {percent}%" for part, percent in parts)}
        for key, (label, parts) in COMMON.items()
    },
    "criteria": _CRITERIA,
    **CRISIS_STARTS,
}
"""By the name that the forms of a list have, and the key of the start: its fields."""
