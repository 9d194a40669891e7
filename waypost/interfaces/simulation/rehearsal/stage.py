"""Sets the stage: the copied rows in the scratch database, each channel with an account on a simulated network."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal import reactions
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.actions import repeats
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.models import Post, Repeat, Review, Series, Variant
from waypost.loop.content.queries import outgoing_of
from waypost.loop.publishing.actions import lanes, schedule
from waypost.loop.publishing.actions.preparing import LEAD
from waypost.loop.publishing.domain.rehearsal import Coming, Fault, Plan, Script, plan
from waypost.loop.publishing.domain.rhythm import Awaiting, Decided, Verdict, in_words, verdicts, waits_of
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.server import Sandbox
from waypost.toolkit import clock

SERIES = Actor.system("its series")
AS_IT_STANDS = "Nobody has approved it yet."
FILLER = " And so on, and so on."
NOWHERE = "https://rehearsal.invalid"
"""Where a network is that names no server; nothing here is ever asked for at its address."""


@dataclass(frozen=True)
class Stage:
    """What is played: the brand, from when to when, and what goes wrong in it. `accounts` are channels by their tokens.

    `drafts` are posts with a time that nobody submitted; `verdicts` are when what is in review is decided,
    `refused` why that could not be done.
    """

    workspace: Workspace
    starts_at: datetime
    ends_at: datetime
    plan: Plan
    accounts: dict[str, Channel]
    left_out: int
    drafts: frozenset[int]
    verdicts: tuple[Verdict, ...]
    rhythm: str
    refused: dict[int, str] = field(default_factory=dict)

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
    repeated = {
        _repeat(series_id, datetime.fromisoformat(local), starts_at) for series_id, local in copied["repeats"]
    }
    decided, rhythm = _decided(copied, script)
    with transaction.atomic():
        planned = plan(script, _coming({each.post_id for each in decided if each.is_approved}), starts_at)
        for publication_id, fault in planned.struck.items():
            if fault is Fault.TOO_LONG:
                _lengthen(publication_id)
    workspace = Workspace.objects.get(pk=copied["workspace"])
    return Stage(
        workspace,
        starts_at,
        ends_at,
        planned,
        accounts,
        copied["left_out"],
        frozenset([*copied["drafts"], *repeated]),
        tuple(decided),
        rhythm,
    )


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


def _repeat(series_id: int, local: datetime, starts_at: datetime) -> int:
    """Make the post that a series would have made by then, as it would be made, and queue it where it is approved."""
    series = Series.objects.select_related("source__workspace").get(pk=series_id)
    token = reactions.inline.set(True)
    try:
        with clock.frozen_at(starts_at):
            post = repeats.repeat(series.source, local=local, series=series, by=SERIES).post
            schedule.follow(post, by=SERIES)
    finally:
        reactions.inline.reset(token)
    return post.pk


def _decided(copied: Mapping[str, Any], script: Script) -> tuple[list[Verdict], str]:
    """What becomes of each post in review: it stays so, unless people are to decide at their rhythm."""
    awaiting = [Awaiting(post_id, datetime.fromisoformat(since)) for post_id, since in copied["awaiting"]]
    if not script.approvals:
        return [Verdict(each.post_id, None, is_approved=False, why=AS_IT_STANDS) for each in awaiting], ""
    past = waits_of(
        Decided(
            post_id,
            datetime.fromisoformat(at),
            is_asked=decision == Review.Decision.SUBMITTED,
            is_approved=decision == Review.Decision.APPROVED,
            is_withdrawn=decision == Review.Decision.WITHDRAWN,
        )
        for post_id, decision, at in copied["reviews"]
    )
    now = datetime.fromisoformat(copied["now"])
    return verdicts(awaiting, past, now=now, run=script.run), in_words(past)


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


def _coming(to_be_approved: Collection[int]) -> list[Coming]:
    """What is queued and approved, or will be. Luck hangs on what is real: of a repeat that is its series and time."""
    is_approved = Q(post__state=Post.State.APPROVED) | Q(post__in=to_be_approved)
    queued = Publication.objects.filter(is_approved, state=State.SCHEDULED)
    lots = {each.post_id: f"{each.series_id} {each.local.isoformat()}" for each in Repeat.objects.all()}
    return [
        Coming(
            row.pk,
            row.channel_id,
            row.due_at,
            by_program=not row.channel.is_by_hand,
            lot=f"{lots[row.post_id]} {row.channel_id}" if row.post_id in lots else "",
        )
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
