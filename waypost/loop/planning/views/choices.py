"""What a calendar can be narrowed to and coloured by, drawn as a form's fields: channels alone may be sixty."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from waypost.foundation.channels.queries import NamedChannel
from waypost.loop.planning.domain.calendar import PHASES, Colour
from waypost.loop.planning.queries import CampaignDays
from waypost.loop.planning.views.asked import Asked
from waypost.loop.strategy.domain.document import Strategy
from waypost.ui.markup import format_html, format_html_join

Options = Iterable[tuple[object, str]]
COLOURS: dict[Colour, str] = {
    "pillar": "Colours: pillars",
    "state": "Colours: states",
    "campaign": "Colours: campaigns",
    "stage": "Colours: funnel stages",
}


@dataclass(frozen=True)
class Choices:
    """What there is to choose from."""

    channels: Sequence[NamedChannel]
    pillars: Sequence[tuple[int, str]]
    campaigns: Sequence[CampaignDays]
    strategy: Strategy | None
    is_solo: bool

    def first(self, asked: Asked) -> SafeString:
        """What everybody narrows by, and what the colours say."""
        chosen = asked.filters
        fields = [
            _select("channel", "Channel", "All channels", _channels(self.channels), chosen.channel_id),
            _select("pillar", "Pillar", "All pillars", self.pillars, chosen.pillar_id),
            _select("state", "State", "Every state", PHASES.items(), chosen.phase),
            _select("colour", "What colours say", "", self._colours(), asked.colour),
        ]
        return _joined(fields)

    def more(self, asked: Asked) -> SafeString:
        """What else a team narrows by; a solo brand meets its campaigns only."""
        chosen = asked.filters
        campaigns = [(each.id, each.name) for each in self.campaigns]
        fields = [_select("campaign", "Campaign", "All campaigns", campaigns, chosen.campaign_id)]
        if self.strategy is not None and not self.is_solo:
            personas, goals, stages = (
                [(item.key, item.label) for item in items]
                for items in (self.strategy.personas, self.strategy.goals, self.strategy.funnel_stages)
            )
            fields += [
                _select("persona", "Persona", "All personas", personas, chosen.persona),
                _select("goal", "Goal", "All goals", goals, chosen.goal),
                _select("stage", "Funnel stage", "All funnel stages", stages, chosen.stage),
            ]
        return _joined(fields)

    def _colours(self) -> Options:
        has_stages = self.strategy is not None and self.strategy.funnel_stages and not self.is_solo
        return [(colour, words) for colour, words in COLOURS.items() if colour != "stage" or has_stages]


def narrowed(asked: Asked) -> int:
    """How many of the further choices are made."""
    chosen = asked.filters
    return sum(value is not None for value in (chosen.campaign_id, chosen.persona, chosen.goal, chosen.stage))


def _channels(channels: Iterable[NamedChannel]) -> Options:
    return [(channel.id, channel.name) for channel in channels]


def _select(name: str, label: str, empty: str, options: Options, chosen: object) -> SafeString:
    """A select; with nothing to choose from, nothing."""
    known = list(options)
    if not known:
        return SafeString("")
    shown = [*([("", empty)] if empty else []), *known]
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, _SELECTED if value == chosen else "", words) for value, words in shown),
    )
    return format_html(
        '<select name="{0}" id="calendar-{0}" aria-label="{1}">{2}</select>', name, label, drawn
    )


def _joined(fields: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(fields))  # noqa: S308 (drawn by format_html)


_SELECTED = SafeString(" selected")
