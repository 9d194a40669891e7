"""Fills a home with a year of a busy brand: `python -m benchmarks.pages.seed --posts 5000 --channels 20`.
The last line printed is JSON with the ids of the rows.

Written in bulk, the same rows for the same numbers and day; each row is in a state that the program could have brought
it to: what lies behind was sent, what lies ahead is in every stage of its making.
"""

import argparse
import json
import os
import random
import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402

from benchmarks.brand import Brand, build  # noqa: E402
from benchmarks.pages import AHEAD, PAST, full_month  # noqa: E402
from benchmarks.pages.around import Around  # noqa: E402
from benchmarks.pages.results import Numbers  # noqa: E402
from benchmarks.pages.talk import Talk  # noqa: E402
from benchmarks.pages.words import caption, picture  # noqa: E402
from waypost.foundation.channels.models import Channel  # noqa: E402
from waypost.foundation.journal.models import Entry  # noqa: E402
from waypost.foundation.notices.models import Notice  # noqa: E402
from waypost.interfaces.commands import prepare  # noqa: E402
from waypost.loop.content.domain.hashing import content_hash  # noqa: E402
from waypost.loop.content.domain.snapshot import MediaPart, Snapshot, as_record, format_by_media  # noqa: E402
from waypost.loop.content.models import Attachment, Media, Post, Review, Variant  # noqa: E402
from waypost.loop.planning.models import Brief, Idea, Quarter, Slot  # noqa: E402
from waypost.loop.publishing.domain.states import State  # noqa: E402
from waypost.loop.publishing.models import Attempt, Publication  # noqa: E402
from waypost.toolkit import clock  # noqa: E402

BATCH = 500


@dataclass
class Making:
    """Everything of one post, before it is written."""

    post: Post
    snapshot: Snapshot
    channels: list[Channel]
    picture: Media | None


def main() -> None:
    """Seed the home that the environment names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--channels", type=int, default=20)
    parser.add_argument("--conversations", type=int, default=2000)
    parser.add_argument(
        "--full", type=int, default=2000, help="what stands in one full month, after the others"
    )
    given = parser.parse_args()
    prepare.everything()
    year = Year(build(given.channels), random.Random(727))
    made = year.write(given.posts, full=given.full)
    measured = Numbers(year.brand.workspace, random.Random(729), year.now).write()
    around = Around(year.brand, random.Random(733)).write()
    talk = Talk(year.brand, random.Random(731), year.now).write(given.conversations)
    print(
        json.dumps(
            {
                "today": year.today.isoformat(),
                "posts": [making.post.pk for making in made],
                "drafts": [making.post.pk for making in made if making.post.state == Post.State.DRAFT][:200],
                "channels": [channel.pk for channel in year.brand.channels],
                "pillars": [pillar.pk for pillar in year.brand.pillars],
                "measured": measured,
                "conversations": talk,
                **around,
            }
        )
    )


class Year:
    """Twelve months of a brand."""

    def __init__(self, brand: Brand, chance: random.Random) -> None:
        self.brand = brand
        self.chance = chance
        self.now = clock.now()
        self.today: date = brand.workspace.today
        self.zone = brand.workspace.timezone

    def write(self, count: int, *, full: int) -> list[Making]:
        """Write this many posts and all that hangs on them; then a month of `full`, a quarter of which waits for posts."""
        pictures = self._pictures(40)
        slots = self._slots(count)[:count] + self._full(full)[full // 4 :]
        made = [self._post(slot, pictures) for slot in slots]
        Post.objects.bulk_create([making.post for making in made], BATCH)
        self._attach(made)
        variants = Variant.objects.bulk_create(self._variants(made), BATCH)
        self._publications(made, variants)
        self._reviews(made)
        self._ideas()
        self._journal(made)
        return made

    # Planning

    def _slots(self, count: int) -> list[Slot]:
        """A slot for each post, then an eighth more which wait ahead for theirs."""
        quarters = [self._quarter(number) for number in range(-3, 2)]
        made = [self._slot(quarters, -PAST, AHEAD, taken=True) for _ in range(count)]
        made += [self._slot(quarters, 1, AHEAD, taken=False) for _ in range(count // 8)]
        slots = Slot.objects.bulk_create(made, BATCH)
        Brief.objects.bulk_create(
            [
                Brief(workspace=self.brand.workspace, slot=slot, title=caption(self.chance, 5), message=caption(self.chance, 30))
                for slot in self.chance.sample(slots, len(slots) // 3)
            ],
            BATCH,
        )  # fmt: skip
        return slots

    def _full(self, count: int) -> list[Slot]:
        """The slots of the full month; the first quarter of them waits."""
        first, last = ((day - self.today).days for day in full_month(self.today))
        made = [self._slot([], first, last, taken=number >= count // 4) for number in range(count)]
        return Slot.objects.bulk_create(made, BATCH)

    def _quarter(self, number: int) -> Quarter:
        starts_on = self.today + timedelta(days=91 * number)
        return Quarter.objects.create(
            workspace=self.brand.workspace,
            starts_on=starts_on,
            ends_on=starts_on + timedelta(days=90),
            strategy_version=self.brand.strategy.number,
        )

    def _slot(self, quarters: list[Quarter], first: int, last: int, *, taken: bool) -> Slot:
        on = self.today + timedelta(days=self.chance.randint(first, last))
        pillar = self.chance.choice(self.brand.pillars) if self.chance.random() > 0.15 else None
        slot = Slot(
            workspace=self.brand.workspace,
            quarter=next((each for each in quarters if each.covers(on)), None),
            channel=self.chance.choice(self.brand.channels),
            pillar=pillar,
            persona=self.chance.choice(self.brand.personas) if pillar else None,
            goal=self.chance.choice(self.brand.goals) if pillar else None,
            funnel_stage=self.chance.choice(self.brand.stages) if pillar else None,
            format=self.chance.choice(["text", "image"]),
            is_reactive=pillar is None,
            taken_at=self.now if taken else None,
        )
        slot.put_at(
            datetime.combine(on, time(self.chance.randint(7, 21), self.chance.choice([0, 15, 30, 45]))),
            self.zone,
        )
        return slot  # fmt: skip

    # Content

    def _pictures(self, count: int) -> list[Media]:
        rows = []
        for number in range(count):
            content, sha256 = picture(number)
            path = f"{self.brand.workspace.pk}/{sha256[:2]}/{sha256}.png"
            default_storage.save(path, ContentFile(content))
            rows.append(
                Media(
                    workspace=self.brand.workspace, file=path, name=f"tide-{number}.png", sha256=sha256,
                    content_type="image/png", width=8, height=8, size=len(content),
                    alt=caption(self.chance, 9), added_by="Manager Vale",
                )
            )  # fmt: skip
        return Media.objects.bulk_create(rows)

    def _post(self, slot: Slot, pictures: list[Media]) -> Making:
        is_past = slot.at < self.now
        chosen = self.chance.choice(pictures) if self.chance.random() < 0.4 else None
        state = Post.State.APPROVED if is_past else self._state_ahead()
        more = self.chance.sample(
            self.brand.channels, min(len(self.brand.channels), self.chance.choice([0, 0, 1, 2]))
        )
        post = Post(
            workspace=self.brand.workspace,
            title=caption(self.chance, 4) if self.chance.random() < 0.6 else "",
            body=caption(self.chance, self.chance.randint(12, 60))[:480],
            pillar=slot.pillar, persona=slot.persona, goal=slot.goal, funnel_stage=slot.funnel_stage,
            reactive=slot.is_reactive,
            slot=slot,
            author=self.brand.member, author_label="Manager Vale",
            state=state,
            planned_on=slot.local_on, planned_time=slot.local_time, planned_zone=self.zone, planned_at=slot.at,
            created_at=slot.at - timedelta(days=PAST), updated_at=min(self.now, slot.at - timedelta(days=2)),
        )  # fmt: skip
        media = (
            (MediaPart(chosen.sha256, str(chosen.file), chosen.content_type, chosen.alt, chosen.size),)
            if chosen
            else ()
        )
        snapshot = Snapshot.of(
            post.body, form=format_by_media([part.content_type for part in media]), media=media
        )
        return Making(post, snapshot, list(dict.fromkeys([slot.channel, *more])), chosen)

    def _state_ahead(self) -> str:
        states = [Post.State.DRAFT, Post.State.IN_REVIEW, Post.State.RETURNED, Post.State.APPROVED]
        return self.chance.choices(states, weights=[40, 15, 5, 40])[0]

    def _attach(self, made: list[Making]) -> None:
        Attachment.objects.bulk_create(
            [
                Attachment(workspace=self.brand.workspace, post=making.post, media=making.picture, position=1)
                for making in made
                if making.picture is not None
            ],
            BATCH,
        )

    def _variants(self, made: list[Making]) -> list[Variant]:
        hashes = {id(making): content_hash(making.snapshot) for making in made}
        return [
            Variant(
                workspace=self.brand.workspace, post=making.post, channel=channel, content_hash=hashes[id(making)],
                approved_hash=hashes[id(making)] if making.post.is_approved else "",
            )
            for making in made
            for channel in making.channels
        ]  # fmt: skip

    def _reviews(self, made: list[Making]) -> None:
        passed = {Post.State.IN_REVIEW: ["submitted"], Post.State.RETURNED: ["submitted", "returned"],
                  Post.State.APPROVED: ["submitted", "approved"]}  # fmt: skip
        Review.objects.bulk_create(
            [
                self._review(making, decision)
                for making in made
                for decision in passed.get(making.post.state, [])
            ],
            BATCH,
        )

    def _review(self, making: Making, decision: str) -> Review:
        assert making.post.planned_at is not None
        names = [str(channel.pk) for channel in making.channels]
        return Review(
            workspace=self.brand.workspace, post=making.post, decision=decision,
            by_kind="person", by_label="Approver Vale",
            note="Say the size as well." if decision == "returned" else "",
            at=min(self.now, making.post.planned_at) - timedelta(days=2),
            hashes=dict.fromkeys(names, content_hash(making.snapshot)),
            contents=dict.fromkeys(names, as_record(making.snapshot)),
        )  # fmt: skip

    # Publishing

    def _publications(self, made: list[Making], variants: list[Variant]) -> None:
        snapshots = {making.post.pk: making.snapshot for making in made}
        going = {Post.State.APPROVED, Post.State.IN_REVIEW}
        rows = [
            self._publication(each, snapshots[each.post_id]) for each in variants if each.post.state in going
        ]
        rows = Publication.objects.bulk_create(rows, BATCH)
        sent = Attempt.objects.bulk_create([self._attempt(row) for row in rows if row.is_published], BATCH)
        for attempt in sent:
            attempt.publication.attempt = attempt
        Publication.objects.bulk_update([attempt.publication for attempt in sent], ["attempt"], BATCH)

    def _publication(self, variant: Variant, snapshot: Snapshot) -> Publication:
        post = variant.post
        assert post.planned_at is not None
        is_past = post.planned_at < self.now
        # One in a hundred of the past was missed, one cancelled.
        state = (
            self.chance.choices([State.PUBLISHED, State.MISSED, State.CANCELLED], [98, 1, 1])[0]
            if is_past
            else State.SCHEDULED
        )
        key = uuid.UUID(int=self.chance.getrandbits(128)).hex
        details: dict[str, Any] = {"act_at": post.planned_at - timedelta(minutes=10)}
        if state is State.PUBLISHED:
            details = {"remote_id": key, "remote_url": f"{variant.channel.server}/posts/{key}", "tries": 1,
                       "published_at": post.planned_at}  # fmt: skip
        elif is_past:
            details = {"reason": "Its time passed while nobody could send it."}
        return Publication(
            workspace=self.brand.workspace, post=post, variant=variant, channel=variant.channel, key=key,
            state=state, state_at=min(self.now, post.planned_at),
            local_on=post.planned_on, local_time=post.planned_time, zone=self.zone,
            due_at=post.planned_at, planned_at=post.planned_at,
            text=snapshot.text, content_hash=variant.content_hash, **details,
        )  # fmt: skip

    def _attempt(self, publication: Publication) -> Attempt:
        return Attempt(
            workspace=self.brand.workspace, publication=publication, number=1, epoch=1, holder="seed",
            content_hash=publication.content_hash, armed_at=publication.due_at,
            deadline_at=publication.due_at + timedelta(seconds=30), outcome="published",
            said="The network confirmed it.", remote_id=publication.remote_id, remote_url=publication.remote_url,
            finished_at=publication.due_at,
        )  # fmt: skip

    # Around it

    def _ideas(self) -> None:
        Idea.objects.bulk_create(
            [
                Idea(
                    workspace=self.brand.workspace, title=caption(self.chance, 6), captured_by="Manager Vale"
                )
                for _ in range(120)
            ]
        )

    def _journal(self, made: list[Making]) -> None:
        verbs = ("post.drafted", "post.changed", "post.submitted", "post.approved")
        Entry.objects.bulk_create(
            [
                Entry(
                    at=min(self.now, making.post.updated_at), verb=verb, workspace_id=self.brand.workspace.pk,
                    subject_type="content.post", subject_id=making.post.pk, subject_label=str(making.post)[:200],
                    actor_kind="person", actor_id=str(self.brand.member.person_id), actor_label="Manager Vale",
                    reacted_at=self.now,
                )
                for making in made
                for verb in verbs
            ],
            BATCH,
        )  # fmt: skip
        Notice.objects.bulk_create(
            [
                Notice(
                    workspace=self.brand.workspace, person=self.brand.member.person, kind="review",
                    sentence=f"Approver Vale approved: {making.post}"[:300], read_at=self.now if number > 12 else None,
                )
                for number, making in enumerate(made[:400])
            ]
        )  # fmt: skip


if __name__ == "__main__":
    main()
