"""The audience at work on this server: it answers each post that appears, and what it decided shows as time passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from waypost.networks.contract import Metric
from waypost.networks.sandbox.audience import Audience, Crowd
from waypost.networks.sandbox.audience.chance import OLD_HOURS
from waypost.networks.sandbox.audience.crowd import Remark, so_far
from waypost.networks.sandbox.audience.reading import audience_from
from waypost.networks.sandbox.truth import PAGE, Owner, Post, Truth
from waypost.toolkit import clock

REMEMBERS = timedelta(days=60)


class Living:
    """An audience and what it does to the truth. The audience is kept in the truth's file, so a restart keeps it."""

    def __init__(self, truth: Truth, audience: Audience, seed: int) -> None:
        self._truth = truth
        self.crowd = Crowd(audience, seed)
        self._remember()

    @classmethod
    def kept(cls, truth: Truth) -> Living | None:
        """The audience that the file holds, if any."""
        text = truth.switch("audience")
        return cls(truth, audience_from(text), int(truth.switch("audience_seed"))) if text else None

    @classmethod
    def settle(cls, truth: Truth, audience: Audience, seed: int) -> Living:
        """Let an audience live here from now on."""
        truth.set_switch("audience", audience.model_dump_json(by_alias=True))
        truth.set_switch("audience_seed", str(seed))
        return cls(truth, audience, seed)

    def appeared(self, owner: Owner, post: Post, under: Post | None) -> None:
        """Answer what an account just said. To accounts that none of these people meet, nothing happens."""
        if not self.crowd.meets(owner.handle):
            return
        if under is None:
            self._answer(owner, post)
        elif not under.account_id:
            self._thank(owner, post, under)

    def _answer(self, owner: Owner, post: Post) -> None:
        glance = self.crowd.glance(owner.handle, post.at, post.text, len(post.pictures))
        response = self.crowd.respond(post.id, owner.handle, glance)
        counts = {metric.value: total for metric, total in response.totals.items()}
        self._truth.draw(post, counts, counts.pop(Metric.FOLLOWERS), response.worth)
        for remark in response.comments:
            self._say(remark, post)
        if response.mention is not None:
            self._say(response.mention, None)

    def _say(self, remark: Remark, under: Post | None) -> None:
        self._truth.let_say(remark.text, remark.handle, remark.name, under=under, at=remark.at)

    def _thank(self, owner: Owner, answer: Post, under: Post) -> None:
        text = self.crowd.thank(answer.id, owner.handle)
        if text:
            at = self.crowd.later(answer.id, answer.at)
            self._truth.let_say(text, under.handle, under.name, under=answer, at=at)

    def counts(self, posts: Sequence[Post]) -> Mapping[str, Mapping[str, int]]:
        """What the audience has done to each post by now; nothing for a post that appeared before it came."""
        now = clock.now()
        drawn = self._truth.drawn([post.id for post in posts])
        return {
            post.id: {name: so_far(total, post.at, now) for name, total in drawn[post.id].items()}
            for post in posts
            if post.id in drawn
        }

    def followers(self, owner: Owner) -> int:
        """How many follow an account now."""
        now = clock.now()
        old, new = self._truth.gained(owner.id, now - timedelta(hours=OLD_HOURS))
        recent = sum(so_far(count, at, now) for count, at in new if at <= now)
        return self.crowd.base_followers(owner.handle, now) + old + recent

    def _remember(self) -> None:
        """Take in what appeared lately: what tires and bores people outlives a restart."""
        since, before, found = (clock.now() - REMEMBERS).isoformat(), "", []
        while page := self._truth.posts(since=since, before=before):
            found += page
            before = page[-1].id if len(page) == PAGE else "0"
        for post in reversed(found):
            if post.account_id and self.crowd.meets(post.handle):
                self.crowd.remember(self.crowd.glance(post.handle, post.at, post.text, len(post.pictures)))
