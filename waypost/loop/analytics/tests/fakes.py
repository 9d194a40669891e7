"""A network that says numbers, held in the hand: no server, no socket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from waypost.networks import registry
from waypost.networks.contract import Ability, Account, Card, Counts, Metric, PastPost, PastPosts

ON_A_PAGE = 3


@dataclass
class FakeNetwork:
    """Says what it was told to say: counts by remote id, followers, and the accounts' own posts, newest first."""

    counts: dict[str, Counts] = field(default_factory=dict)
    followers: int | None = 640
    past: list[PastPost] = field(default_factory=list)
    fails: Exception | None = None
    asked: list[list[str]] = field(default_factory=list)
    pages: int = 0

    def posts(self, account: Account, remote_ids: Sequence[str]) -> Mapping[str, Counts]:
        self._may_fail()
        self.asked.append(list(remote_ids))
        return {remote_id: self.counts[remote_id] for remote_id in remote_ids if remote_id in self.counts}

    def account(self, account: Account) -> Counts:
        self._may_fail()
        return {} if self.followers is None else {Metric.FOLLOWERS: self.followers}

    def history(self, account: Account, cursor: str) -> PastPosts:
        self._may_fail()
        self.pages += 1
        start = int(cursor or 0)
        end = start + ON_A_PAGE
        return PastPosts(posts=tuple(self.past[start:end]), cursor=str(end) if end < len(self.past) else "")

    def says(self, remote_id: str, **values: int) -> None:
        self.counts[remote_id] = {Metric(name): value for name, value in values.items()}

    def has_posted(self, remote_id: str, text: str, at: datetime, form: str = "text") -> None:
        self.past.append(PastPost(remote_id=remote_id, url="", text=text, at=at, format=form))
        self.past.sort(key=lambda post: post.at, reverse=True)

    def _may_fail(self) -> None:
        if self.fails is not None:
            raise self.fails


def plugged_in(network: FakeNetwork, patch: pytest.MonkeyPatch) -> FakeNetwork:
    """Let every channel's network be this one."""
    card_of = registry.card
    patch.setattr(registry, "measure", lambda name: network)
    patch.setattr(registry, "abilities", lambda name: frozenset(Ability))
    patch.setattr(registry, "card", lambda name: _measurable(card_of(name)))
    return network


def _measurable(card: Card) -> Card:
    return replace(
        card,
        post_metrics=tuple(metric for metric in Metric if metric is not Metric.FOLLOWERS),
        account_metrics=(Metric.FOLLOWERS,),
        measures_at_once=2,
    )
