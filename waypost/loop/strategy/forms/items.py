"""A form for each kind of item of the document; names of fields are names of the document."""

from collections.abc import Mapping
from typing import Any

from django import forms

from waypost.loop.strategy.domain.cadence import usual_on
from waypost.loop.strategy.domain.document import Stance
from waypost.loop.strategy.domain.kpis import COUNTED
from waypost.loop.strategy.domain.progress import Measure, MetricToday
from waypost.loop.strategy.forms.crisis import (
    ContactForm,
    EngageForm,
    EscalationForm,
    LevelForm,
    StatementForm,
)
from waypost.loop.strategy.forms.fields import (
    HashtagsField,
    HoursField,
    HueField,
    ItemField,
    ItemsField,
    KeysField,
    LineField,
    LinesField,
    MixField,
    NumberField,
    PercentField,
    PortionsField,
    RewritesField,
    TextField,
    TimesField,
)
from waypost.loop.strategy.forms.item import ItemForm
from waypost.toolkit.wording import listed
from waypost.ui.forms import DateInput


class ColourInput(forms.TextInput):
    """The browser's own picker of a colour."""

    input_type = "color"


class ObjectiveForm(ItemForm):
    at = "objectives"
    label = LineField("What the business wants", required=True)
    outcome = TextField("What would be different then")


class GoalForm(ItemForm):
    at = "goals"
    rest = ("owner", "why")
    told_after, told_in = "baseline", "strategy/parts/measure_today.html"
    today: MetricToday | None = None
    label = LineField("Goal", required=True)
    objective = ItemField("For the objective", none="None yet")
    metric = LineField(
        "Measured by",
        help_text=f"Such as “orders a month”. The networks tell {listed(COUNTED)}; anything else you write down.",
    )
    unit = LineField("Unit")
    baseline = NumberField("From")
    target = NumberField("To")
    deadline = forms.DateField(label="By", required=False, widget=DateInput)
    owner = LineField("Who looks after it")
    why = TextField("Why it matters")

    @property
    def measure(self) -> Measure:
        """What it asks to be counted, as the form stands now."""
        return Measure(
            metric=str(self["metric"].value() or "")[:300],
            unit=str(self["unit"].value() or "")[:300],
            target=self._number("target"),
            baseline=self._number("baseline"),
        )

    @property
    def begins_from_today(self) -> bool:
        """Whether “From” says already what is counted today."""
        return self.today is not None and self._number("baseline") == self.today.value

    def _number(self, name: str) -> float | None:
        try:
            number: float | None = self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None
        return number


class PersonaForm(ItemForm):
    at = "personas"
    rest = (
        *("ages", "places", "languages", "situation", "interests", "behaviours", "likes", "objections"),
        *("believes", "should_believe"),
    )
    summary = TextField("In two sentences")
    pain_points = LinesField("What stands in the way")
    wants = LinesField("What they want")
    channels = ItemsField("Where we meet them")
    attention = PortionsField(
        "Where they spend their time", help_text="Such as “Instagram 40%”, one place a line; ours and others."
    )
    active_hours = HoursField("When they are around")
    ages = LineField("Age")
    places = LinesField("Places", rows=2)
    languages = LinesField("Languages", rows=2)
    situation = LineField("Situation")
    interests = LinesField("Interests")
    behaviours = LinesField("What they do")
    likes = LinesField("What they like to see and read")
    objections = LinesField("What they say against it")
    believes = LineField("What they believe today")
    should_believe = LineField("What they should come to believe")

    _NESTED = ("ages", "places", "languages", "situation")

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        known = initial or {}
        super().__init__(*args, initial={**known, **known.get("demographics", {})}, **kwargs)

    def record(self, known: Mapping[str, Any]) -> dict[str, Any]:
        found = super().record(known)
        demographics = {name: found.pop(name) for name in self._NESTED}
        return {**found, "demographics": demographics}


class TraitForm(ItemForm):
    at = "voice.traits"
    label = LineField("We are", required=True)
    but_not = LineField("But we are not")
    meaning = TextField("What that means", rows=2)
    do = LinesField("So we")
    dont = LinesField("And we do not")
    examples = RewritesField("Before and after")


class ToneForm(ItemForm):
    at = "voice.tones"
    label = LineField("Situation", required=True)
    tone = LineField("How we sound then", required=True)
    example = TextField("What we would say", rows=2)


class ColourForm(ItemForm):
    at = "visual_identity.colours"
    value = forms.CharField(label="Colour", initial="#1f3a5f", widget=ColourInput)
    use = LineField("For")


class FontForm(ItemForm):
    at = "visual_identity.fonts"
    label = LineField("Typeface", required=True)
    use = LineField("For")


class PillarForm(ItemForm):
    at = "pillars"
    rest = ("goals", "funnel_stages", "formats", "adaptations")
    by_item = {"adaptations": "How it looks on {label}"}
    purpose = TextField("What it is about", rows=2)
    why = TextField("Why it earns its place", rows=2)
    share = PercentField("Share of posts", required=True, help_text="Percent; all pillars come to 100.")
    hue = HueField("Colour")
    personas = ItemsField("For whom")
    goals = ItemsField("Goals it serves")
    funnel_stages = ItemsField("Funnel stages")
    formats = KeysField("Formats", help_text="Such as “image, text”.")


class MixRuleForm(ItemForm):
    at = "mix_rules"
    by_item = {"pillars": "“{label}” counts as"}
    label = LineField("Rule", required=True)
    parts = PortionsField(
        "Parts and shares", help_text="Such as “Of use to people 70%”, one part a line; they come to 100."
    )
    why = LineField("Why we hold to it")


class ChannelRoleForm(ItemForm):
    at = "channel_roles"
    rest = ("voice", "network", "reactive_share", "evergreen_share")
    channel = forms.SlugField(
        label="Channel",
        required=False,
        max_length=60,
        help_text="The short name of the channel that plays this role, such as “gallery”.",
    )
    purpose = TextField("What it is for", rows=2)
    never = LinesField("What is never posted there", rows=2)
    posts_per_week = NumberField("Posts a week", required=True, min_value=0, max_value=200)
    formats = MixField("Formats")
    times = TimesField("Times")
    voice = TextField("How we sound there", rows=2)
    network = KeysField("Network", help_text="A hint for connecting it, such as “mastodon”.")
    reactive_share = PercentField(
        "Open for the day", required=True, help_text="Percent of slots without a plan."
    )
    evergreen_share = PercentField(
        "Kept for evergreen posts",
        help_text="Percent of the planned slots: an approved post that stays true fills them.",
    )

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        known = initial or {}
        super().__init__(*args, initial={"reactive_share": 0.2, **known}, **kwargs)
        if known.get("key"):
            del self.fields["channel"]
        usual = usual_on(known.get("network") or known.get("label", ""))
        if usual is not None:
            self.fields["posts_per_week"].help_text = str(usual)

    def clean_evergreen_share(self) -> float:
        return self.cleaned_data["evergreen_share"] or 0.0

    def clean_network(self) -> str | None:
        found: list[str] = self.cleaned_data["network"]
        return found[0] if found else None

    def record(self, known: Mapping[str, Any]) -> dict[str, Any]:
        found = super().record(known)
        channel = found.pop("channel", "").lower()
        return {**found, "key": found.get("key") or channel}


class FunnelStageForm(ItemForm):
    at = "funnel_stages"
    label = LineField("Stage", required=True)
    purpose = TextField("What happens there", rows=2)
    kpi = LineField("Shown by", help_text="One figure, such as “reach” or “orders”.")
    diagnostics = LinesField("Figures that explain it", rows=2)
    channels = ItemsField("Channels that do most of it")
    next_step = LineField("What people do to come further", help_text="Such as “reads the letter”.")
    share = PercentField("Share of posts", help_text="Percent; give each stage one, or none.")


class HashtagSetForm(ItemForm):
    at = "hashtag_sets"
    label = LineField("Set", required=True)
    tags = HashtagsField("Hashtags")
    use = LineField("What it is for")
    pillars = ItemsField("For the pillars", help_text="None chosen means any.")
    channels = ItemsField("On the channels", help_text="None chosen means any.")


class CompetitorForm(ItemForm):
    at = "competitors"
    rest = ("themes", "rhythm")
    label = LineField("Who", required=True)
    accounts = LinesField("Where they are", help_text="Names or addresses of their accounts, one a line.")
    strengths = LinesField("What they do well")
    gaps = LinesField("What they leave open")
    answer = TextField("What we make of it", rows=2)
    themes = LinesField("What they talk about")
    rhythm = LineField("How often", help_text="Such as “5 a week on Instagram, mostly reels”.")


class CriterionForm(ItemForm):
    at = "creator_criteria.criteria"
    label = LineField("What is judged", required=True)
    look_for = TextField("What good looks like", rows=2)
    weight = forms.IntegerField(
        label="How much it weighs", min_value=1, max_value=5, initial=1, help_text="1 to 5."
    )
    least = forms.IntegerField(
        label="Minimum mark",
        required=False,
        min_value=1,
        max_value=5,
        help_text="1 to 5; empty where nothing rules it out.",
    )


class TopicForm(ItemForm):
    at = "boundaries.topics"
    label = LineField("Topic", required=True)
    stance = forms.ChoiceField(
        label="We talk about it",
        initial=Stance.NEVER.value,
        choices=[(Stance.NEVER.value, "never"), (Stance.CARE.value, "only with care")],
    )
    why = TextField("Why", rows=2)
    how = TextField("How, if at all", rows=2)
    decides = LineField("Who decides")


ITEM_FORMS: dict[str, type[ItemForm]] = {
    form.at: form
    for form in (
        *(ObjectiveForm, GoalForm, PersonaForm, TraitForm, ToneForm, ColourForm, FontForm, PillarForm),
        *(MixRuleForm, ChannelRoleForm, FunnelStageForm, HashtagSetForm, CompetitorForm, CriterionForm),
        *(TopicForm, LevelForm, ContactForm, EscalationForm, StatementForm, EngageForm),
    )
}
