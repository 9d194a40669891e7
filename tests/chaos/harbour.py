"""A small world in which time, processes and the network do what a test wants, so that promises can be checked.

Processes are holders' keys that may be alive, frozen or dead; a drain can be interrupted between any two of its
steps, by a death or by anything else happening meanwhile (while it is frozen). Civil time, boot time and the
leases' time move together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from unittest import mock

import httpx
from django.db import transaction
from django.db.models import F

from tests.world import World
from waypost.foundation.processes import queries as processes
from waypost.foundation.processes.models import Installation
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.models import Post, Variant
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.content.tests.factories import drafted_post
from waypost.loop.planning.tests.factories import running_campaign
from waypost.loop.publishing.actions import decisions, doubts, holds, lanes, schedule, sweeps
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.reconciler import Reconciler
from waypost.loop.publishing.engine.sender import PUBLISHER, Sender
from waypost.loop.publishing.models import Attempt, Hold, Lane, Publication, Step
from waypost.networks import registry
from waypost.networks.contract import Identity
from waypost.networks.sandbox.server import Fault, FaultKind, SandboxWire, open_sandbox
from waypost.toolkit import clock, http
from waypost.toolkit.refusal import Refusal

START = datetime.fromisoformat("2026-03-02T08:00:00+00:00")
ROWS = (Hold, Publication, Attempt, Lane, Step)
WRITTEN = ("body", "state", "version", "planned_on", "planned_time", "planned_zone", "planned_at")
APPROVED = ("content_hash", "approved_hash")
MEANWHILE = dict[str, "Callable[[], None]"]


class Killed(BaseException):
    """The process was killed at this point; nothing after it happens."""


class SlowWire(SandboxWire):
    """The network at the end of a line on which a request may be under way for any time."""

    def __init__(self, harbour: Harbour) -> None:
        super().__init__(harbour.sandbox)
        self._harbour = harbour

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        if request.method == "POST" and request.url.path == "/api/posts":
            self._harbour.under_way()
        return super().answer(request, deadline)


@dataclass
class Backup:
    """What the database said at a moment, and what the network had not seen yet."""

    at: datetime
    rows: dict[type, list[dict[str, object]]]
    posts: list[dict[str, object]]
    variants: list[dict[str, object]]


@dataclass
class Harbour:
    """The world, the network, the processes and the time of one test."""

    honours_keys: bool = True
    now: datetime = START
    boot: float = 1000.0
    dead: set[str] = field(default_factory=set)
    frozen: set[str] = field(default_factory=set)
    texts: dict[int, set[str]] = field(default_factory=dict)
    allowed_while_held: set[int] = field(default_factory=set)
    allowed_of_the_campaign: set[int] = field(default_factory=set)
    allowed_while_unapproved: dict[int, set[int]] = field(default_factory=dict)
    backup: Backup | None = None
    seen: int = 0
    between: list[Callable[[str], None]] = field(default_factory=list)

    def __enter__(self) -> Harbour:
        self._stack = ExitStack()
        self._stack.enter_context(_rolled_back())
        self.world = World.build()
        self.sandbox = open_sandbox()
        self.sandbox.honour_keys(honoured=self.honours_keys)
        self.channels = self.world.channels[:2]
        self.campaign = running_campaign(self.world)
        for channel in self.channels:
            owner, _ = self.sandbox.truth.open_account(
                channel.handle, channel.name, token=f"token-{channel.key}"
            )
            channel.remote_id = owner.id
            channel.save(update_fields=["remote_id"])
        card = registry.card("sandbox")
        offers = Identity.KEY if self.honours_keys else Identity.NONE
        self.card = replace(card, offers=offers)
        self._stack.enter_context(http.wired(SlowWire(self)))
        self._stack.enter_context(mock.patch.object(registry, "card", return_value=self.card))
        self._stack.enter_context(
            mock.patch.object(processes, "is_proven_dead", lambda key: key in self.dead)
        )
        self._stack.enter_context(
            mock.patch.object(decisions, "_answers", lambda key: key not in self.dead | self.frozen)
        )
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    # What people do

    def write(self, number: int, minutes: int, channel: int, *, in_campaign: bool = False) -> Post:
        """Somebody writes a post, of the campaign or not, has it approved, and plans it in `minutes`."""
        with self.time():
            by, text = self.world.actor("owner"), f"Post number {number} of the tide."
            keys = (self.channels[channel].key,)
            campaign = self.campaign if in_campaign else None
            post = drafted_post(self.world, body=text, channel_keys=keys, campaign=campaign)
            local = clock.to_local(self.now + timedelta(minutes=minutes), self.world.workspace.timezone)
            posts.plan(post, by=by, local=local)
            reviews.submit(post, by=by)
            reviews.approve(post, by=by, seen=seen_hash(variants_of(post)))
            self.texts[post.pk] = {text}
            schedule.follow(post, by=PUBLISHER)
            return post

    def edit(self, post: Post, *, approve: bool, undo: bool = False) -> None:
        """Somebody changes the words; the approval ends with it, and may be given again."""
        with self.time():
            by = self.world.actor("owner")
            post.refresh_from_db()
            body = f"{post.body} Corrected."
            try:
                posts.write(post, by=by, version=post.version, body=body)
            except Refusal:
                return
            leaving = Publication.objects.filter(
                post=post, attempts__finished_at=None, attempts__isnull=False
            )
            self.allowed_while_unapproved[post.pk] = set(leaving.values_list("pk", flat=True))
            if undo:
                post.refresh_from_db()
                posts.write(post, by=by, version=post.version, body=body.removesuffix(" Corrected."))
            if approve:
                post.refresh_from_db()
                reviews.submit(post, by=by)
                reviews.approve(post, by=by, seen=seen_hash(variants_of(post)))
                self.texts[post.pk].add(post.body)
                schedule.follow(post, by=PUBLISHER)

    def hold(self, of_campaign: bool = False) -> None:
        """Somebody stops everything, or the campaign and nothing else."""
        with self.time():
            campaign = self.campaign if of_campaign else None
            try:
                hold = holds.put(
                    self.world.workspace, campaign=campaign, reason="A storm", by=self.world.actor("owner")
                )
            except Refusal:
                return
            leaving = {row.pk for row in hold.was_leaving.all()}
            if of_campaign:
                self.allowed_of_the_campaign = leaving
            else:
                self.allowed_while_held = leaving

    def lift(self) -> None:
        """Somebody lifts every hold, looks at everything, and releases it."""
        with self.time():
            for hold in Hold.objects.filter(lifted_at=None).exclude(scope=Hold.Scope.PUBLICATION):
                holds.lift(hold, by=self.world.actor("owner"))
            self.allowed_while_held, self.allowed_of_the_campaign = set(), set()
            for publication in Publication.objects.filter(state=State.HELD):
                try:
                    holds.release(publication, by=self.world.actor("owner"))
                except Refusal:
                    schedule.cancel(publication, by=self.world.actor("owner"))

    def decide(self) -> None:
        """Somebody looks at the network for everything that asks, and says truthfully what is there."""
        with self.time():
            for publication in Publication.objects.filter(state=State.UNKNOWN, act_at=None):
                try:
                    if self.stored(publication):
                        decisions.it_is_there(publication, by=self.world.actor("owner"))
                    else:
                        decisions.send_again(publication, by=self.world.actor("owner"))
                except Refusal:
                    continue

    # What machines do

    def drain(self, holder: str, channel: int, meanwhile: MEANWHILE | None = None) -> None:
        """A process sends what is due on a channel; `meanwhile[step]` happens while it stands still after that step."""
        if holder in self.dead | self.frozen:
            return
        happens = dict(meanwhile or {})
        failed: list[Exception] = []

        def between(step: str) -> None:
            what = happens.pop(step, None)
            if what is None:
                return
            self.frozen.add(holder)
            try:
                what()
            except Exception as error:
                # The sender would take it for a doubt; the test must hear of it.
                failed.append(error)
                raise
            finally:
                self.frozen.discard(holder)
            if holder in self.dead:
                raise Killed

        sender = Sender(DirectLedger(), holder, boot=lambda: self.boot, between=between)
        self.between.append(between)
        try:
            with self.time():
                sender.drain(self.channels[channel].pk, at_most=3)
        except Killed:
            pass
        finally:
            self.between.pop()
        if failed:
            raise failed[0]
        self.check()

    def under_way(self) -> None:
        """A request left its sender and has not reached the network yet."""
        self.between[-1]("under way")

    def kill(self, holder: str) -> None:
        """The process is gone, and everybody can see it."""
        self.dead.add(holder)

    def prepare(self) -> None:
        with self.time():
            Preparer(DirectLedger()).work()
        self.check()

    def sweep(self) -> None:
        with self.time():
            lanes.free_from_the_dead()
            doubts.orphans()
            doubts.distrust_the_past(by=PUBLISHER)
            sweeps.miss_the_late(by=PUBLISHER)
            sweeps.follow_the_forgotten(by=PUBLISHER)
        self.check()

    def reconcile(self) -> None:
        with self.time():
            Reconciler(DirectLedger()).work()
        self.check()

    def fail(self, kind: FaultKind) -> None:
        """The next call to publish goes wrong in this way."""
        self.sandbox.faults.switch_on(Fault(kind=kind, count=1, seconds=20))

    def pass_time(self, seconds: float) -> None:
        """Time goes by for everybody, leases included."""
        self.now += timedelta(seconds=seconds)
        self.boot += seconds
        Lane.objects.exclude(lease_until=None).update(
            lease_until=F("lease_until") - timedelta(seconds=seconds)
        )

    def back_up(self) -> None:
        rows = {model: list(model.objects.values()) for model in ROWS}
        posts_then = list(Post.objects.values("pk", *WRITTEN))
        variants_then = list(Variant.objects.values("pk", *APPROVED))
        self.backup = Backup(self.now, rows, posts_then, variants_then)

    def restore(self, holders: list[str]) -> None:
        """The machine died and the backup is put back: every process is gone, and what came after is forgotten."""
        if self.backup is None:
            return
        self.dead.update(holders)
        Publication.objects.update(attempt=None, hold=None)
        for model in reversed(ROWS):
            model.objects.all().delete()
        for model in ROWS:
            for values in self.backup.rows[model]:
                late = {"attempt_id", "hold_id"} if model is Publication else set()
                model.objects.create(**{key: value for key, value in values.items() if key not in late})
        for values in self.backup.rows[Publication]:
            Publication.objects.filter(pk=values["id"]).update(
                attempt_id=values["attempt_id"], hold_id=values["hold_id"]
            )
        unborn = Post.objects.exclude(pk__in=[values["pk"] for values in self.backup.posts])
        unborn.update(planned_on=None, planned_time=None, planned_at=None)
        for values in self.backup.posts:
            Post.objects.filter(pk=values["pk"]).update(**{name: values[name] for name in WRITTEN})
        for values in self.backup.variants:
            Variant.objects.filter(pk=values["pk"]).update(**{name: values[name] for name in APPROVED})
        Installation.objects.update_or_create(
            pk=1,
            defaults={
                "key": "restored",
                "home_mark": "restored",
                "held_at": self.now,
                "held_because": "restored",
                "doubt_from": self.backup.at,
            },
        )
        self.backup = None

    def release_installation(self) -> None:
        with self.time():
            if Installation.objects.exclude(held_at=None).exists():
                doubts.distrust_the_past(by=PUBLISHER)
                Installation.objects.update(held_at=None, doubt_from=None)

    # What must be true

    def stored(self, publication: Publication) -> list[str]:
        """The ids of the posts on the network that are this publication."""
        return [row.post_id for row in self.sandbox.truth.log() if row.key == publication.key]

    def check(self) -> None:
        """Never twice; never unapproved; nothing after a hold that was not leaving, of all or of the campaign."""
        log = self.sandbox.truth.log()
        keys = [row.key for row in log]
        assert len(keys) == len(set(keys)), f"sent twice: {keys}"
        on = set(Hold.objects.filter(lifted_at=None).values_list("scope", flat=True))
        for row in log[self.seen :]:
            publication = Publication.objects.select_related("post").filter(key=row.key).first()
            assert publication is not None, "a post of which nobody knows left"
            assert row.text in self.texts[publication.post_id], f"never approved: {row.text}"
            if Hold.Scope.WORKSPACE in on:
                assert publication.pk in self.allowed_while_held, "left although a hold was on"
            if Hold.Scope.CAMPAIGN in on and publication.post.campaign_id == self.campaign.pk:
                assert publication.pk in self.allowed_of_the_campaign, "left although its campaign was held"
            if publication.post.state != Post.State.APPROVED:
                leaving = self.allowed_while_unapproved.get(publication.post_id, set())
                assert publication.pk in leaving, "left without an approval"
        self.seen = len(log)

    def settle(self) -> None:
        """Let the storm pass: everything heals, time goes on, and nothing may be stuck or lost."""
        self.sandbox.faults.switch_off()
        self.release_installation()
        self.lift()
        living = "the-last-one"
        for _ in range(12):
            self.sweep()
            self.prepare()
            for channel in range(len(self.channels)):
                self.drain(living, channel)
            self.reconcile()
            self.decide()
            self.pass_time(40)
        self.pass_time(self.world.workspace.grace_minutes * 60 + 2 * 24 * 3600)
        for _ in range(6):
            self.sweep()
            self.reconcile()
            self.decide()
            self.pass_time(700)
        for publication in Publication.objects.all():
            there = self.stored(publication)
            state = State(publication.state)
            resting = {State.PUBLISHED, State.MISSED, State.REJECTED, State.CANCELLED, State.HELD}
            waiting_for_a_person = state is State.UNKNOWN and publication.act_at is None
            assert state in resting or waiting_for_a_person, f"stuck: {state} {publication.reason}"
            if state is State.PUBLISHED:
                assert len(there) == 1, f"said to be sent, but on the network {len(there)} times"
                assert publication.remote_id in {"", there[0]}
            elif not waiting_for_a_person:
                assert not there, f"{state} although it is on the network"

    @contextmanager
    def time(self) -> Iterator[None]:
        """Inside the block it is the time of this world."""
        with clock.frozen_at(self.now):
            yield


@contextmanager
def _rolled_back() -> Iterator[None]:
    """A transaction of one example's own, undone at its end."""
    outer = transaction.atomic()
    outer.__enter__()
    try:
        yield
    finally:
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
