"""A form for each kind of item of the document; names of fields are names of the document."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from waypost.loop.strategy.domain.document import Queue, Stance
from waypost.loop.strategy.domain.sections import REFERENCES
from waypost.loop.strategy.forms.fields import (
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
from waypost.ui.forms import DateInput, Form


class ColourInput(forms.TextInput):
    """The browser's own picker of a colour."""

    input_type = "color"


BY = "-by-"
"""Between the name of a field and the key of the item that one of its lines is about."""


class ItemForm(Form):
    """One item. `document` is the whole document as plain values: what other items can be chosen from it.

    `rest` names the fields that stand behind “More”; `by_item` names those that hold a line for each item of another
    list, with what such a line is called.
    """

    at: ClassVar[str]
    rest: ClassVar[tuple[str, ...]] = ()
    by_item: ClassVar[Mapping[str, str]] = {}

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    label = LineField("Name", required=True)

    def __init__(self, *args: Any, document: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reference in REFERENCES:
            if reference.at == self.at:
                self._offer(reference.field, _items(document, reference.to))

    def _offer(self, name: str, items: list[dict[str, Any]]) -> None:
        if name in self.by_item:
            for item in items:
                self._ask_of(name, item)
            return
        field = self.fields[name]
        assert isinstance(field, ItemsField | ItemField)
        if items:
            field.offer(items)
        else:
            del self.fields[name]

    def _ask_of(self, name: str, item: dict[str, Any]) -> None:
        """A line for one item of another list; it begins as what was written about that item."""
        field = LineField(self.by_item[name].format(label=item["label"]))
        field.initial = (self.initial.get(name) or {}).get(item["key"], "")
        self.fields[_line_of(name, item["key"])] = field

    def record(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """The item as plain values, over what was known of it."""
        found = {**known, **self.cleaned_data}
        found.pop("DELETE", None)
        for name in self.by_item:
            lines = {field: found.pop(field) for field in list(found) if field.startswith(_line_of(name, ""))}
            said = {field.removeprefix(_line_of(name, "")): words for field, words in lines.items()}
            found[name] = _in_known_lines(said, known.get(name) or {})
        for name, field in self.fields.items():
            if isinstance(field, ItemsField):
                found[name] = _in_known_order(found[name], known.get(name, []))
        return {name: value for name, value in found.items() if value is not None}

    @property
    def first_fields(self) -> list[BoundField]:
        return [
            field
            for field in self.visible_fields()
            if field.name != "DELETE" and field.name.split(BY)[0] not in self.rest
        ]

    @property
    def rest_fields(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name.split(BY)[0] in self.rest]

    @property
    def title(self) -> str:
        """The name under which the item is known so far; "" for a new one."""
        return str(self.initial.get("label", "")) if self.initial.get("key") else ""

    @property
    def is_open(self) -> bool:
        """Whether the item is shown unfolded: when it is new or something is wrong in it."""
        return not self.title or (self.is_bound and bool(self.errors))


def _line_of(name: str, key: str) -> str:
    return f"{name}{BY}{key}"


def _in_known_lines(said: dict[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """What was said, in the order in which it stood; lines left empty are gone."""
    return {key: said[key] for key in (*known, *said) if said.get(key)}


def _in_known_order(keys: list[str], known: list[str]) -> list[str]:
    """Choosing from a list says nothing about order: what was there stays where it was, the rest follows."""
    return [*(key for key in known if key in keys), *(key for key in keys if key not in known)]


def _items(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    here: Any = document
    for step in name.split("."):
        here = here.get(step, {})
    return list(here or [])


class ObjectiveForm(ItemForm):
    at = "objectives"
    label = LineField("What the business wants", required=True)
    outcome = TextField("What would be different then")


class GoalForm(ItemForm):
    at = "goals"
    rest = ("owner", "why")
    label = LineField("Goal", required=True)
    objective = ItemField("For the objective", none="None yet")
    metric = LineField("Measured by", help_text="What is counted, such as “orders a month”.")
    unit = LineField("Unit")
    baseline = NumberField("From")
    target = NumberField("To")
    deadline = forms.DateField(label="By", required=False, widget=DateInput)
    owner = LineField("Who looks after it")
    why = TextField("Why it matters")


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
    rest = ("voice", "network", "reactive_share")
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

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        known = initial or {}
        super().__init__(*args, initial={"reactive_share": 0.2, **known}, **kwargs)
        if known.get("key"):
            del self.fields["channel"]

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
    kpi = LineField("Shown by")
    share = PercentField("Share of posts", help_text="Percent; give each stage one, or none.")


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


class LevelForm(ItemForm):
    at = "crisis_plan.levels"
    label = LineField("Level", required=True)
    triggers = LinesField("It begins when")
    decides = ItemField("Who decides", none="Not said")
    first_word_minutes = forms.IntegerField(
        label="First word within (minutes)", required=False, min_value=0, max_value=10080
    )
    queue = forms.ChoiceField(
        label="Scheduled posts",
        initial=Queue.NORMAL.value,
        choices=[
            (Queue.NORMAL.value, "go out"),
            (Queue.REVIEW.value, "are looked at again"),
            (Queue.PAUSE_TOPIC.value, "wait, if they touch the topic"),
            (Queue.PAUSE_ALL.value, "all wait"),
        ],
    )
    replying = TextField("How we reply", rows=2)


class ContactForm(ItemForm):
    at = "crisis_plan.contacts"
    label = LineField("Role", required=True)
    reach = LineField("How to reach them")
    may = LineField("What they may decide")
    backup = ItemField("Stands in", none="Nobody yet")


class StatementForm(ItemForm):
    at = "crisis_plan.holding_statements"
    label = LineField("For when", required=True)
    text = TextField(
        "Words", required=True, help_text="Put {blanks} in curly brackets where something must be filled in."
    )
    levels = ItemsField("Levels")
    owner = LineField("Who keeps it true")
    expires_on = forms.DateField(label="To be read again by", required=False, widget=DateInput)


ITEM_FORMS: dict[str, type[ItemForm]] = {
    form.at: form
    for form in (
        *(
            ObjectiveForm,
            GoalForm,
            PersonaForm,
            TraitForm,
            ToneForm,
            ColourForm,
            FontForm,
            PillarForm,
            MixRuleForm,
        ),
        *(ChannelRoleForm, FunnelStageForm, TopicForm, LevelForm, ContactForm, StatementForm),
    )
}
