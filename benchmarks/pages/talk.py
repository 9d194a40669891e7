"""What people said to the busy brand: conversations under its posts and elsewhere, most of them seen to."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from benchmarks.brand import Brand
from benchmarks.pages.words import caption
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.engagement.actions import answers, arrivals, conversations, saved_replies
from waypost.loop.engagement.models import Conversation, Mailbox
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.networks.contract import Address, Arrival, Speaker

ROUND = Actor.system("the post round")
PAGE = 50
ANSWERED, WAITING = 0.15, 0.15
"""Shares of conversations; the rest is closed."""


class Talk:
    """A year of people speaking to a brand, taken in, answered and closed by the program's own actions."""

    def __init__(self, brand: Brand, chance: random.Random, now: datetime) -> None:
        self.brand = brand
        self.chance = chance
        self.now = now
        self.people = [self._person(number) for number in range(400)]

    def write(self, count: int) -> list[int]:
        """Write this many conversations; their ids."""
        channels = self.brand.channels
        Mailbox.objects.bulk_create(
            Mailbox(workspace=self.brand.workspace, channel=channel, opened_at=self.now - timedelta(days=400))
            for channel in channels
        )
        for channel in channels:
            said = list(self._said(channel, count // len(channels)))
            for start in range(0, len(said), PAGE):
                arrivals.take_in(channel, said[start : start + PAGE], by=ROUND)
        found = list(Conversation.objects.filter(workspace=self.brand.workspace).select_related("channel"))
        self._see_to(found)
        for number in range(12):
            saved_replies.add(
                self.brand.workspace, label=f"Reply {number}", text=caption(self.chance, 25), by=ROUND
            )
        return [one.pk for one in found]

    def _person(self, number: int) -> Speaker:
        return Speaker(
            remote_id=f"person-{number}", handle=f"person.{number}", name=caption(self.chance, 2).title()
        )

    def _said(self, channel: Channel, count: int) -> Iterator[Arrival]:
        """One conversation each: under a post or elsewhere, of one to four messages."""
        sent = Publication.objects.filter(channel=channel, state=State.PUBLISHED)
        posts = list(sent.values_list("remote_id", flat=True)) or [""]
        for number in range(count):
            root = self.chance.choice(posts) if self.chance.random() < 0.8 else f"elsewhere-{number}"
            at = self.now - timedelta(minutes=self.chance.randint(20, 60 * 24 * 200))
            person = self.chance.choice(self.people)
            for turn in range(self.chance.choice([1, 1, 1, 2, 4])):
                yield Arrival(
                    remote_id=f"said-{channel.pk}-{number}-{turn}",
                    address=Address.COMMENT if root in posts else Address.MENTION,
                    by=person,
                    text=caption(self.chance, self.chance.randint(4, 40)),
                    at=at + timedelta(minutes=turn),
                    root=root,
                )

    def _see_to(self, found: list[Conversation]) -> None:
        marketer = Actor.of_person(self.brand.member.person)
        for one in found:
            fate = self.chance.random()
            if fate < ANSWERED:
                self._answer(one, marketer)
            elif fate > ANSWERED + WAITING:
                conversations.close(one, by=marketer)

    def _answer(self, conversation: Conversation, by: Actor) -> None:
        message = answers.answer(conversation, text=caption(self.chance, 20), by=by)
        assert message.publication is not None
        sent = Publication.objects.filter(pk=message.publication.pk)
        remote_id = f"answer-{message.pk}"
        sent.update(state=State.PUBLISHED, act_at=None, remote_id=remote_id, published_at=self.now)
        answers.follow(sent.select_related("channel", "post").get(), by=ROUND)
