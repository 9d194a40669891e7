"""The KPIs that are usual: of what a brand may want to reach, and of each stage of the funnel. Somewhere to begin.

After https://business.linkedin.com/marketing-solutions/success/marketing-terms/stages-of-the-marketing-funnel and
https://salesfunnelprofessor.com/encyclopedia-term/funnel-stages-definition, both read in October 2026.
"""

from dataclasses import dataclass

from waypost.toolkit.wording import _


@dataclass(frozen=True)
class UsualGoal:
    """A goal by its usual name, the KPI that shows it, and the unit of that; its numbers and its day are the brand's."""

    key: str
    label: str
    kpi: str
    unit: str


@dataclass(frozen=True)
class UsualStage:
    """A stage of the funnel by its usual name, its KPI with the figures that explain it, and the step that leads on."""

    key: str
    label: str
    purpose: str
    kpi: str
    diagnostics: tuple[str, ...]
    next_step: str = ""


USUAL_GOALS = (
    UsualGoal("awareness", _("More awareness"), _("Reach a month"), _("people")),
    UsualGoal("engagement", _("More engagement"), _("Engagement rate by reach"), "%"),
    UsualGoal("traffic", _("More traffic"), _("Link clicks a month"), _("clicks")),
    UsualGoal("leads", _("More leads"), _("Leads a month"), _("leads")),
    UsualGoal("sales", _("More sales"), _("Sales a month"), _("sales")),
    UsualGoal("care", _("Better care"), _("Time to the first answer, median"), _("hours")),
    UsualGoal("advocacy", _("More advocacy"), _("Posts by customers a month"), _("posts")),
)
"""From being known to being recommended."""

COUNTED = (
    _("reach"), _("impressions"), _("engagements"), _("clicks"), _("followers"), _("sign-ups"), _("orders"),
    _("engagement rate"), _("click-through rate"), _("conversion rate"),
)  # fmt: skip
"""Words of a goal's measure that the networks tell by themselves; of anything else somebody writes the number down."""

USUAL_STAGES = (
    UsualStage(
        "awareness",
        _("Awareness"),
        _("Somebody comes across us for the first time."),
        _("Reach"),
        (_("Impressions"), _("New followers"), _("Video views")),
        _("Follows, or looks at the profile."),
    ),
    UsualStage(
        "consideration",
        _("Consideration"),
        _("They weigh us up."),
        _("Engagement rate by reach"),
        (_("Saves"), _("Shares"), _("Link clicks")),
        _("Asks a question, or visits the site."),
    ),
    UsualStage(
        "conversion",
        _("Conversion"),
        _("They do what we are there for."),
        _("Conversions"),
        (_("Click-through rate"), _("Conversion rate"), _("Cost per conversion")),
        _("Comes back, or tells somebody."),
    ),
    UsualStage(
        "retention",
        _("Retention and advocacy"),
        _("They come back, and tell others."),
        _("Posts by customers"),
        (_("People who answer again"), _("Recommendations")),
    ),
)
"""In the order in which people go through them."""
