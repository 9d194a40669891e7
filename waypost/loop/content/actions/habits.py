"""Posting times and hashtag sets of an old tool become part of the strategy, the way this brand changes it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import switches
from waypost.loop.content.domain.switching.hashtags import TagSet
from waypost.loop.content.domain.switching.posting_times import MOST, DayTime, by_time
from waypost.loop.content.models import Switch, SwitchStep
from waypost.loop.planning.domain.campaigns import key_of
from waypost.loop.strategy.actions import drafts, proposals, versions
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, Strategy, Weekday
from waypost.loop.strategy.domain.evidence import Evidence
from waypost.loop.strategy.domain.patch import between
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.models import Proposal, StrategyVersion
from waypost.loop.strategy.queries import current_version, draft_of
from waypost.networks import registry
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

Brought = StrategyVersion | Proposal
"""Where it went: into the draft, at once into the version in force (solo), or into a proposal for those who decide."""


@transaction.atomic
def bring_times(switch: Switch, *, by: Actor, times: Sequence[tuple[Channel, Sequence[DayTime]]]) -> Brought:
    """Let channels post at these times and as often; a channel without a role gets one."""
    access = require(by, "post.import", switch.workspace_id)
    if not times:
        raise Refusal("No channel has a time yet. Write or paste at least one channel’s times.")
    known = _known(access, switch)
    roles: list[dict[str, Any]] = known["channel_roles"]
    for channel, own in times:
        usable_channel(access, channel.pk)
        role = next((role for role in roles if role["key"] == channel.key), None)
        if role is None:
            role = {"key": channel.key, "label": channel.name, **_network_of(channel)}
            roles.append(role)
        parts = by_time(own)
        if len(parts) > MOST:
            raise Refusal(f"{channel.name} has more times than a strategy holds. Leave some out.")
        role["posts_per_week"] = len(set(own))
        role["times"] = [{"days": [_WEEK[day] for day in days], "at": f"{at:%H:%M}"} for days, at in parts]
    title = f"Posting times from {switch.get_tool_display()} for {count(len(times), 'channel', 'channels')}"
    made = _into_strategy(access, switch, "channels", {"channel_roles": roles}, title, by)
    switches.settle(switch, by=by, name=SwitchStep.Name.TIMES, words=f"{title}: {_where(made)}.")
    record("switch.times_brought", switch, by=by, channels=len(times))
    return made


@transaction.atomic
def bring_hashtags(switch: Switch, *, by: Actor, sets: Sequence[TagSet]) -> Brought:
    """Let these hashtags be sets of the strategy; one that is called like a set there adds to it."""
    access = require(by, "post.import", switch.workspace_id)
    if not sets:
        raise Refusal("There is no hashtag in it. Paste at least one set.", field="text")
    known = _known(access, switch)
    there: list[dict[str, Any]] = known["hashtag_sets"]
    for each in sets:
        same = next((old for old in there if old["label"].casefold() == each.name.casefold()), None)
        if same is None:
            spelled = (
                each.name
                if any(letter.isascii() and letter.isalnum() for letter in each.name)
                else "hashtags"
            )
            key = key_of(spelled, {old["key"] for old in there})
            there.append({"key": key, "label": each.name, "tags": list(each.tags)})
        else:
            same["tags"] = [*same["tags"], *each.tags]
    title = f"{count(len(sets), 'hashtag set', 'hashtag sets')} from {switch.get_tool_display()}"
    made = _into_strategy(access, switch, "hashtags", {"hashtag_sets": there}, title, by)
    switches.settle(switch, by=by, name=SwitchStep.Name.HASHTAGS, words=f"{title}: {_where(made)}.")
    record("switch.hashtags_brought", switch, by=by, sets=len(sets))
    return made


def _known(access: Access, switch: Switch) -> dict[str, Any]:
    """What the strategy says now, as plain values: the open draft's for those who may write in it."""
    drafts.lock(switch.workspace)
    draft = draft_of(access) if access.may("strategy.edit") else None
    version = draft or current_version(switch.workspace_id)
    if version is None and not access.may("strategy.edit"):
        raise Refusal("There is no strategy yet. Ask a strategist to begin one, then come back to this step.")
    strategy = (
        version.strategy if version else Strategy(schema_version=CURRENT_SCHEMA, brand=switch.workspace.name)
    )
    return strategy.model_dump(mode="json")


def _into_strategy(
    access: Access, switch: Switch, section: str, content: Mapping[str, Any], title: str, by: Actor
) -> Brought:
    if access.may("strategy.edit"):
        return versions.save_section(switch.workspace, section=section, content=content, by=by)
    current = current_version(switch.workspace_id)
    assert current is not None, "refused before"
    changed = strategy_from({**current.strategy.as_record(), **content}, whole=False)
    patch = between(current.strategy, changed)
    if not patch.operations:
        raise Refusal("The strategy says all of this already.")
    return proposals.put_forward(
        switch.workspace,
        patch=patch,
        title=title,
        evidence=Evidence(measure=title[:120], saw=f"This is how it was in {switch.get_tool_display()}."),
        by=by,
    )


def _where(made: Brought) -> str:
    if isinstance(made, Proposal):
        return "proposed to those who decide"
    elif made.is_current:
        return f"in the strategy as version {made.number}"
    else:
        return "in the draft of the strategy"


def _network_of(channel: Channel) -> dict[str, str]:
    """The network as a hint of the role, where it is one that has a name of its own."""
    return (
        {}
        if "_" in channel.network or channel.network not in registry.names()
        else {"network": channel.network}
    )


_WEEK = [day.value for day in Weekday]
