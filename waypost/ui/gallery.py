"""What the gallery shows: made-up content of the size and kind that pages really have."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest

from waypost.toolkit.refusal import Refusal
from waypost.ui.charts import Chart, Flag, Part, Series
from waypost.ui.components.icons import names
from waypost.ui.components.labels import SHAPES, TONES
from waypost.ui.dots import Dot, DotPlot
from waypost.ui.forms import CardLabel, CheckboxCards, DateInput, DateTimeInput, Form, RadioCards, TimeInput
from waypost.ui.loop import LoopStop
from waypost.ui.nav import Brand, Navigation, Stop, Tab

PILLARS = (
    "Behind the scenes",
    "The work",
    "People of the harbour",
    "Tide tables",
    "Recipes",
    "Open days",
    "Letters",
    "Weather",
)


class SpecimenForm(Form):
    """Every kind of field."""

    name = forms.CharField(help_text="As people would say it aloud.", initial="Tern & Tide")
    purpose = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    network = forms.ChoiceField(choices=[("sandbox", "Sandbox"), ("mastodon", "Mastodon")])
    size = forms.ChoiceField(
        widget=RadioCards,
        choices=[
            ("solo", CardLabel("Just me", "No roles and no approvals; saving is enough.")),
            ("team", CardLabel("A team", "Some write, some approve, one plans the quarter.")),
            ("agency", CardLabel("An agency", "Many brands under one roof, each with its client.")),
        ],
        initial="team",
    )
    channels = forms.MultipleChoiceField(
        widget=CheckboxCards,
        choices=[("gallery", CardLabel("Gallery", "Pictures, 3 a week")), ("journal", CardLabel("Journal", "Words, 2 a week"))],
        initial=["gallery"],
        help_text="Each channel gets its own version of the post.",
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, choices=[("mon", "Monday"), ("wed", "Wednesday"), ("fri", "Friday")], required=False
    )  # fmt: skip
    tone = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[("warm", "Warm"), ("dry", "Dry")], initial="warm"
    )
    starts_on = forms.DateField(widget=DateInput)
    at = forms.TimeField(widget=TimeInput, label="Time of day")
    due_at = forms.DateTimeField(widget=DateTimeInput, label="Goes out")
    picture = forms.FileField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    is_reactive = forms.BooleanField(
        required=False, label="Keep a fifth of the slots open", help_text="For what nobody could plan."
    )


def specimens(request: HttpRequest) -> dict[str, Any]:
    """The context of the gallery page."""
    refused = SpecimenForm(request.GET or {"name": "Tern & Tide"})
    refused.add_refusal(
        Refusal(fields={"name": "Another brand here is called so. Choose a name that tells them apart."})
    )
    refused.add_refusal(Refusal("The quarter is already open. Close it before you open the next."))
    return {
        "navigation": _navigation(request.path),
        "form": SpecimenForm(),
        "refused": refused,
        "icons": sorted(names()),
        "tones": list(zip(TONES, SHAPES, strict=False)),
        "shapes": list(SHAPES),
        "pillars": [(name, index + 1) for index, name in enumerate(PILLARS)],
        "parts": _parts(),
        "targets": [Part(part.label, part.hue, part.target) for part in _parts()[:3]],
        "tabs": [Tab("Week", "#", True), Tab("Month", "#"), Tab("Ideas", "#", count=7)],
        "line_chart": _chart("line"),
        "bar_chart": _chart("bar"),
        "dots": _dots(),
        "loop_stops": _loop(),
        "at": datetime(2026, 3, 29, 7, 0, tzinfo=UTC),
        "on": date(2026, 3, 31),
    }


def _parts() -> list[Part]:
    shares = ((0.3, 0.22), (0.25, 0.31), (0.2, 0.2), (0.15, 0.12), (0.1, 0.15))
    return [Part(PILLARS[index], index + 1, *share) for index, share in enumerate(shares)]


def _chart(kind: str) -> Chart:
    weeks = [f"W{week}" for week in range(1, 13)]
    saves = (120, 180, 160, 240, 310, 290, None, 420, 480, 455, 610, 640)
    clicks = (80, 90, 110, 105, 140, 180, 175, 190, 240, 260, 255, 300)
    flags = [Flag(4, "Strategy, version 3")] if kind == "line" else []
    return Chart(
        "Saves and clicks by week",
        weeks,
        [Series("Saves", saves, 1), Series("Clicks", clicks, 2)],
        kind,
        flags,
    )


def _dots() -> DotPlot:
    told = ((0.32, 0.18, 0.48, 34), (-0.2, -0.3, -0.08, 41), (0.04, -0.2, 0.35, 5))
    dots = [
        Dot(PILLARS[index], *told[index], hue=index + 1, href="#", is_quiet=index == 2)
        for index in range(len(told))
    ]
    return DotPlot("Clicks per post, by pillar", dots, head="Pillar")


def _loop() -> list[LoopStop]:
    return [
        LoopStop(
            "Strategy", "goals on pace; version 3 is current since 2 March.", "#", "2 of 3", filled=True
        ),
        LoopStop("Planning", "slots of next week have a post.", "#", "11 of 14", waiting=3),
        LoopStop("Content", "posts wait for your approval.", "#", "4", waiting=4),
        LoopStop("Publishing", "posts went out this week, none late.", "#", "12", filled=True),
    ]


def _navigation(here: str) -> Navigation:
    return Navigation(
        brand=Brand("Tern & Tide", "#", current=True),
        brands=(Brand("Tern & Tide", "#", True, "Lisbon"), Brand("Harbour Bakery", "#", note="Bremerhaven")),
        pinned=(Stop("Home", "#", "home", handy=True), Stop("Calendar", "#", "calendar", handy=True)),
        stops=(
            Stop("Strategy", "#", "target", filled=True),
            Stop("Planning", here, "slot", current=True, waiting=3),
            Stop("Content", "#", "pen", waiting=12, handy=True),
            Stop("Publishing", "#", "send", filled=True, handy=True),
            Stop("Inbox", "#", "inbox"),
            Stop("Results", "#", "chart", filled=True),
            Stop("Insights", "#", "idea"),
        ),
        places=(
            Stop("Channels", "#", "channel"),
            Stop("Members", "#", "people"),
            Stop("Settings", "#", "settings"),
        ),
        person="Inês Carvalho",
        person_places=(Stop("Your account", "#", "person"), Stop("Sign out", "#", "sign-out")),
        search_href="#search",
    )
