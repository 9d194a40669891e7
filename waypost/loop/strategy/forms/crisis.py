"""Forms for the items of the crisis plan."""

from django import forms

from waypost.foundation.workspaces.domain.roles import Role
from waypost.loop.strategy.domain.document import Queue
from waypost.loop.strategy.domain.engage_tree import WAYS
from waypost.loop.strategy.forms.fields import (
    ItemField,
    ItemsField,
    LineField,
    LinesField,
    TextField,
    TriggersField,
)
from waypost.loop.strategy.forms.item import ItemForm
from waypost.ui.forms import DateInput

_ENDS = [("", "Not said"), *((way.value, words) for way, words in WAYS.items())]
_TOLD = [role for role in Role if role not in (Role.ADMIN, Role.CLIENT, Role.VIEWER)]


class LevelForm(ItemForm):
    at = "crisis_plan.levels"
    label = LineField("Level", required=True)
    triggers = LinesField("It begins when somebody sees")
    measured = TriggersField("Or when Waypost counts")
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
    role = forms.TypedChoiceField(
        label="Told in Waypost",
        required=False,
        empty_value=None,
        choices=[
            ("", "Whose e-mail address is under “how to reach them”"),
            *((role.value, f"Every {role.value}") for role in _TOLD),
        ],
    )


class EscalationForm(ItemForm):
    at = "crisis_plan.escalation"
    label = LineField("What is done", required=True, help_text="Such as “Signs the first words”.")
    level = ItemField("At the level", none="Every level")
    contact = ItemField("Who does it", none="Nobody yet")
    authority = LineField("What they may decide then")
    answer_minutes = forms.IntegerField(
        label="Answers within (minutes)",
        required=False,
        min_value=1,
        max_value=10080,
        help_text="After that whoever stands in is told, and then whom it goes straight to.",
    )
    bypass = ItemField("If neither answers, straight to", none="Nobody")


class StatementForm(ItemForm):
    at = "crisis_plan.holding_statements"
    rest = ("variants",)
    by_item = {"variants": "The words on {label}"}
    label = LineField("For when", required=True)
    text = TextField(
        "Words", required=True, help_text="Put {blanks} in curly brackets where something must be filled in."
    )
    levels = ItemsField("Levels")
    owner = LineField("Who keeps it true")
    expires_on = forms.DateField(label="To be read again by", required=False, widget=DateInput)


class EngageForm(ItemForm):
    at = "crisis_plan.engage_tree"
    rest = ("how_to_tell",)
    label = LineField("Question", required=True, help_text="One that is answered by yes or no.")
    how_to_tell = LineField("How to tell")
    yes_next = ItemField("Yes leads to", none="The end")
    when_yes = forms.TypedChoiceField(label="Or yes means", required=False, empty_value=None, choices=_ENDS)
    yes_do = LineField("What to do when yes")
    no_next = ItemField("No leads to", none="The end")
    when_no = forms.TypedChoiceField(label="Or no means", required=False, empty_value=None, choices=_ENDS)
    no_do = LineField("What to do when no")
