"""Sets the stage: the copied rows in the scratch database, each channel with an account on a simulated network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import outgoing_of
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.domain.rehearsal import Coming, Fault, Plan, Script, plan
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.server import Sandbox

FILLER = " And so on, and so on."
NOWHERE = "https://rehearsal.invalid"
"""Where a network is that names no server; nothing here is ever asked for at its address."""


@dataclass(frozen=True)
class Stage:
    """What is played: the brand, from when to when, and what goes wrong in it. `accounts` are channels by their tokens."""

    workspace: Workspace
    starts_at: datetime
    ends_at: datetime
    plan: Plan
    accounts: dict[str, Channel]
    left_out: int

    @property
    def over_at(self) -> datetime:
        """When the last of it must have found its end: grace, and the time that doubts are looked into."""
        return self.ends_at + self.workspace.grace + timedelta(hours=3)


def set_up(copied: Mapping[str, Any], script: Script, sandbox: Sandbox) -> Stage:
    """Load the rows and make them ready to be played."""
    starts_at, ends_at = (datetime.fromisoformat(copied[name]) for name in ("starts_at", "ends_at"))
    with transaction.atomic():
        _load(copied["rows"])
        _queue(starts_at, is_over=copied["is_over"])
        accounts = _open_accounts(sandbox)
        for channel in accounts.values():
            lanes.open_for(channel)
        planned = plan(script, _coming(), starts_at)
        for publication_id, fault in planned.struck.items():
            if fault is Fault.TOO_LONG:
                _lengthen(publication_id)
    workspace = Workspace.objects.get(pk=copied["workspace"])
    return Stage(workspace, starts_at, ends_at, planned, accounts, copied["left_out"])


def _load(rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """Foreign keys are asked at the end of the transaction, so any order will do."""
    for label, values in rows:
        model = apps.get_model(label)
        fields = {field.attname: field for field in model._meta.concrete_fields}
        row = model(**{name: fields[name].to_python(value) for name, value in values.items()})
        model._base_manager.bulk_create([row])


def _queue(starts_at: datetime, *, is_over: bool) -> None:
    """Everything that is queued is scheduled anew; of a week that is over, everything that was."""
    found = Publication.objects.all() if is_over else Publication.objects.filter(state__in=QUEUED)
    found.update(
        state=State.SCHEDULED,
        state_at=starts_at,
        act_at=F("due_at") - LEAD,
        reason="",
        hold=None,
        wants_channel=False,
    )
    Publication.objects.update(
        remote_id="",
        remote_url="",
        published_at=None,
        content_hash="",
        text_hash="",
        has_more=False,
        tries=0,
        looks=0,
        last_look_at=None,
    )


def _open_accounts(sandbox: Sandbox) -> dict[str, Channel]:
    """Give each channel that a program posts on an account of the simulated network; its token is good only there."""
    accounts = {}
    for channel in Channel.objects.select_related("workspace"):
        if channel.is_by_hand:
            lanes.open_for(channel)
            continue
        opened = sandbox.open_account(f"channel-{channel.pk}", channel.name)
        assert opened is not None, "every channel has its own number"
        owner, token = opened
        channel.remote_id, channel.handle = owner.id, owner.handle
        channel.server = channel.server or NOWHERE
        channel.locked_token = settings.WAYPOST.vault.lock(token)
        channel.save(update_fields=["remote_id", "handle", "server", "locked_token"])
        accounts[token] = channel
    return accounts


def _coming() -> list[Coming]:
    queued = Publication.objects.filter(state=State.SCHEDULED, post__state=Post.State.APPROVED)
    return [
        Coming(row.pk, row.channel_id, row.due_at, by_program=not row.channel.is_by_hand)
        for row in queued.select_related("channel")
    ]


def _lengthen(publication_id: int) -> None:
    """Let a post grow beyond what its network takes, its options for threads gone; what it says then was approved."""
    publication = Publication.objects.select_related("channel", "variant__post").get(pk=publication_id)
    variant = publication.variant
    assert variant is not None, "only what has a variant is played"
    text, channel = variant.text or variant.post.body, publication.channel
    variant.options = {}
    while not channel.count(text).over:
        text += FILLER * 10
    variant.text = text
    hashed = content_hash(replace(outgoing_of(variant)))
    Variant.objects.filter(pk=variant.pk).update(
        text=text, options={}, content_hash=hashed, approved_hash=hashed
    )
