from django import forms

from waypost.loop.strategy.domain.templates import TRADES
from waypost.toolkit import clock
from waypost.ui.forms import Form, LongSelect

PLACES = (
    "Instagram",
    "Facebook",
    "TikTok",
    "LinkedIn",
    "YouTube",
    "Threads",
    "X",
    "Pinterest",
    "Bluesky",
    "Mastodon",
)


class BeginForm(Form):
    """Three questions for the size, five for the brand, and the trade."""

    hands = forms.ChoiceField(
        label="Who does your social media?",
        choices=[("alone", "Just me"), ("several", "Several of us")],
        widget=forms.RadioSelect,
        initial="alone",
    )
    approval = forms.ChoiceField(
        label="Does somebody approve posts before they go out?",
        choices=[("no", "No, I send them"), ("yes", "Yes, a colleague or a client")],
        widget=forms.RadioSelect,
        initial="no",
    )
    brands = forms.ChoiceField(
        label="How many brands do you look after?",
        choices=[("one", "One"), ("several", "Several, for clients")],
        widget=forms.RadioSelect,
        initial="one",
    )
    name = forms.CharField(label="What is the brand called?", max_length=80)
    trade = forms.ChoiceField(
        label="Which of these is nearest?",
        choices=[(trade.key, trade.label) for trade in TRADES],
        help_text="It gives the first pillars, a voice and a rhythm. Everything can be changed.",
    )
    what = forms.CharField(
        label="What do you do?",
        max_length=200,
        help_text="One sentence, as you would say it to a neighbour: “We print and frame pictures of the coast.”",
    )
    for_whom = forms.CharField(
        label="For whom?", max_length=120, help_text="“People who spend their summers here.”"
    )
    want = forms.CharField(
        label="What do you want from it?",
        max_length=160,
        help_text="“More visitors in the gallery between October and May.”",
    )
    places = forms.MultipleChoiceField(
        label="Where?",
        choices=[(place, place) for place in PLACES],
        widget=forms.CheckboxSelectMultiple,
        help_text="Each becomes a channel to rehearse on. It is simulated on this machine; nothing leaves it.",
    )
    posts_per_week = forms.IntegerField(
        label="How many posts a week can you keep up, for all of these together?",
        min_value=1,
        max_value=70,
        initial=3,
    )
    timezone = forms.ChoiceField(
        label="Where are you, by the clock?",
        choices=[(name, name) for name in clock.zone_names()],
        widget=LongSelect,
    )
