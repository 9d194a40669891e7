"""What a team does while a week is played, and what the program does for it beside publishing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

from waypost.foundation.channels.actions import channels as connecting
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.journal.domain.actor import Actor
from waypost.interfaces.simulation.rehearsal.stage import Stage
from waypost.interfaces.simulation.rehearsal.times import EVENING
from waypost.loop.content.actions import reviews
from waypost.loop.content.models import Post
from waypost.loop.content.queries import seen_hash, variants_of
from waypost.loop.publishing.actions import channels, holds, outages, silences, tomorrow
from waypost.loop.publishing.domain.rehearsal import Fault, Window
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.queries import hold_over, networks
from waypost.loop.publishing.queries.holding import holds_to_end
from waypost.networks.sandbox.server import Sandbox
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

SOMEBODY = Actor.system("the rehearsal")
CRISIS = "A crisis, as rehearsed."


class People:
    """Puts the hold and lifts it, takes a token away and connects again, each at its time and once."""

    def __init__(self, stage: Stage, sandbox: Sandbox) -> None:
        self._stage, self._sandbox = stage, sandbox
        self._done: set[tuple[Fault, bool]] = set()
        self._checked: set[date] = set()
        self._ended: set[int] = set()
        self._decided: set[int] = set()
        self._hold: Hold | None = None
        self._does: dict[Fault, tuple[Callable[[Window], None], Callable[[Window], None]]] = {
            Fault.HOLD: (self._put_hold, self._lift_hold),
            Fault.TOKEN: (self._end_token, self._connect_again),
        }

    def act(self) -> None:
        """Do what is due at this moment."""
        now = clock.now()
        for hold in holds_to_end():
            holds.end(hold, by=SOMEBODY)
        for window in self._stage.plan.windows:
            for is_end, moment in ((False, window.begins_at), (True, window.ends_at)):
                step = (window.fault, is_end)
                if window.fault in self._does and moment <= now and step not in self._done:
                    self._done.add(step)
                    self._does[window.fault][is_end](window)
        self._let_tokens_end()
        self._hear_of_silences()
        self._decide_about_posts()
        local = self._stage.workspace.local(now)
        if local.time() >= EVENING and local.date() not in self._checked:
            self._checked.add(local.date())
            tomorrow.warn(self._stage.workspace, by=Actor.system("tomorrow's check"))

    def _decide_about_posts(self) -> None:
        """Approve or return what people would have decided about by now."""
        for verdict in self._stage.verdicts:
            if verdict.at is None or verdict.at > clock.now() or verdict.post_id in self._decided:
                continue
            self._decided.add(verdict.post_id)
            post = Post.objects.select_related("workspace", "author").get(pk=verdict.post_id)
            try:
                if verdict.is_approved:
                    reviews.approve(post, by=SOMEBODY, seen=seen_hash(list(variants_of(post))))
                else:
                    reviews.return_(post, by=SOMEBODY, note=verdict.why)
            except Refusal as refusal:
                self._stage.refused[post.pk] = refusal.sentence

    def _let_tokens_end(self) -> None:
        """Take back what ends by now and nobody renewed."""
        for life in TokenLife.objects.filter(ends_at__lte=clock.now()).select_related("channel"):
            if life.channel_id not in self._ended:
                self._ended.add(life.channel_id)
                self._sandbox.tokens.take_back(life.channel.remote_id)

    def _hear_of_silences(self) -> None:
        for circuit in networks.silent_for_long(clock.now()):
            silences.tell_of_silence(self._stage.workspace, circuit=circuit, by=SOMEBODY)
        for circuit in networks.answering_again():
            silences.tell_of_answer(self._stage.workspace, circuit=circuit, by=SOMEBODY)
            silences.forget(circuit)

    def _put_hold(self, window: Window) -> None:
        if hold_over(self._stage.workspace.pk, None) is None:
            self._hold = holds.put(self._stage.workspace, reason=CRISIS, by=SOMEBODY)

    def _lift_hold(self, window: Window) -> None:
        """Lift it and look at what it held: what is still in time goes on, the rest waits for a new time."""
        if self._hold is None:
            return
        holds.lift(self._hold, by=SOMEBODY)
        for publication in Publication.objects.filter(hold=self._hold, state=State.HELD):
            with suppress(Refusal):
                holds.release(publication, by=SOMEBODY)

    def _end_token(self, window: Window) -> None:
        self._sandbox.tokens.take_back(self._channel(window).remote_id)

    def _connect_again(self, window: Window) -> None:
        """Bring a fresh token; what was held for want of one goes on."""
        channel = self._channel(window)
        owner = next(each for each in self._sandbox.truth.accounts() if each.id == channel.remote_id)
        token = self._sandbox.tokens.give(owner).token
        self._stage.accounts[token] = channel
        back = connecting.connect(
            self._stage.workspace,
            network=channel.network,
            server=channel.server,
            handle=channel.handle,
            token=Secret(token),
            name=channel.name,
            again=channel,
            by=SOMEBODY,
        )
        resumed, missed = channels.resume(back, by=SOMEBODY)
        outages.tell_of_return(back, resumed=resumed, missed=missed, by=SOMEBODY)

    def _channel(self, window: Window) -> Channel:
        assert window.channel_id is not None, "a token is one channel's"
        return Channel.objects.select_related("workspace").get(pk=window.channel_id)
