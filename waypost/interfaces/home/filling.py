"""Putting what a parcel holds into a new brand: everything goes through the actions that people use."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import every_channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.interfaces.home import brand_parts
from waypost.interfaces.home.brand_parts import Part
from waypost.interfaces.home.parcels import Parcel
from waypost.loop.analytics.actions import past, tallies
from waypost.loop.analytics.domain.past import PastReading, PastResult
from waypost.loop.content.actions import attachments, media, posts, variants
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Media, Post
from waypost.loop.content.queries.media import media as pictures
from waypost.loop.planning.actions import blackouts, briefs, campaigns, ideas, slots
from waypost.loop.planning.actions.briefs import LISTED
from waypost.loop.planning.actions.campaigns import Terms
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.queries import campaigns as campaigns_of
from waypost.loop.strategy import queries as strategy
from waypost.toolkit.refusal import Refusal

MISSED = "Posts came without a picture or video that is not in the file, or cannot be used."
NO_CHANNEL = "Results of channels that are not in the file have nowhere to go."


class Filling:
    """Puts what a parcel holds into a new brand, by the keys of its strategy; `left` says what stayed behind.

    `lost` says by its fingerprint why a video cannot be had, or not whole.
    """

    def __init__(self, workspace: Workspace, parcel: Parcel, by: Actor) -> None:
        self.workspace, self.parcel, self.by = workspace, parcel, by
        access = access_of(by, workspace.pk)
        self.access = access
        self.items = {
            "pillar": _by_key(strategy.pillars(access)),
            "persona": _by_key(strategy.personas(access)),
            "goal": _by_key(strategy.goals(access)),
            "funnel_stage": _by_key(strategy.funnel_stages(access)),
        }
        self.channels: dict[str, Channel] = {channel.key: channel for channel in every_channel(access)}
        for channel in self.channels.values():
            channel.workspace = workspace
        self.campaigns = _by_key(campaigns_of(access))
        self.left: dict[str, int] = {}
        self.lost: Mapping[str, str] = {}

    def put(self, kind: str, things: Sequence[Part]) -> Mapping[str, int]:
        """Put some things of one kind in, each as far as it can be; what stayed behind of them, with how often."""
        self.left = {}
        if kind == "results":
            self._results(things)
        elif kind == "followers":
            self._followers(things)
        else:
            for thing in things:
                self._try(_PUT[kind], thing)
        return self.left

    def _try(self, put: Callable[["Filling", Any], None], part: Part) -> None:
        try:
            with transaction.atomic():
                put(self, part)
        except Refusal as refusal:
            self._leave(str(refusal))

    def _leave(self, why: str, number: int = 1) -> None:
        self.left[why] = self.left.get(why, 0) + number

    def _campaign(self, part: brand_parts.Campaign) -> None:
        goal = self.items["goal"].get(part.goal)
        terms = Terms(part.name, part.starts_on, part.ends_on, part.message, goal, part.hue, part.key)
        self.campaigns[part.key] = campaigns.plan(self.workspace, terms=terms, by=self.by)

    def _days_off(self, part: brand_parts.DaysOff) -> None:
        blackouts.add(
            self.workspace, starts_on=part.starts_on, ends_on=part.ends_on, reason=part.reason, by=self.by
        )

    def _picture(self, part: brand_parts.Picture) -> None:
        file = self.parcel.picture(part.sha256)
        added = media.add(self.workspace, file=file, name=part.name, alt=part.alt, by=self.by)
        if added.sha256 != part.sha256:
            raise Refusal("A picture is not the one that the file says it is.")

    def _video(self, part: brand_parts.Video) -> None:
        """See what became of a video, which a Reel has brought."""
        if part.sha256 in self.lost:
            raise Refusal(self.lost[part.sha256])

    def _brief(self, part: brand_parts.Brief) -> None:
        channel = self.channels.get(part.channel)
        if channel is None:
            raise Refusal("Briefs for channels that the strategy does not name have nowhere to go.")
        aim = Aim(**self._why(part), format=part.format, campaign=self.campaigns.get(part.campaign))
        local = datetime.combine(part.on, part.at)
        slot = slots.add(self.workspace, channel=channel, local=local, aim=aim, by=self.by)
        said = {name: getattr(part, name) for name in LISTED}
        milestones = [Milestone(each.what, each.on) for each in part.checkpoints]
        briefs.write(
            slot,
            **said,
            links=part.links,
            hashtags=part.hashtags,
            checkpoints=milestones,
            aim=aim,
            by=self.by,
        )

    def _post(self, part: brand_parts.Post) -> None:
        post = posts.draft(
            self.workspace,
            title=part.title,
            body=part.body,
            channels=[self.channels[key] for key in part.channels if key in self.channels],
            reasons=Reasons(**self._why(part), reactive=part.reactive),
            campaign=self.campaigns.get(part.campaign),
            purpose=part.purpose,
            origin=part.origin,
            by=self.by,
        )
        self._dress(post, part)
        if part.on is not None and part.at is not None:
            posts.plan(post, local=datetime.combine(part.on, part.at), by=self.by)

    def _dress(self, post: Post, part: brand_parts.Post) -> None:
        """Give a post its pictures and videos, and its own words on channels that have any."""
        wanted = [picture.sha256 for picture in part.pictures]
        found: dict[str, Media] = {}
        for row in pictures(self.access).filter(Q(sha256__in=wanted) | Q(came_as__in=wanted)):
            found |= {row.came_as: row, row.sha256: row}
        for picture in part.pictures:
            if picture.sha256 in found:
                attachments.attach(post, media=found[picture.sha256], alt=picture.alt, by=self.by)
            else:
                self._leave(MISSED)
        for said in part.variants:
            channel = self.channels.get(said.channel)
            if channel is not None:
                form = said.format if said.format in channel.card.formats else ""
                variants.adapt(post, channel=channel, text=said.text, form=form, by=self.by)

    def _idea(self, part: brand_parts.Idea) -> None:
        pillar = self.items["pillar"].get(part.pillar)
        idea = ideas.capture(
            self.workspace, title=part.title, note=part.note, link=part.link, pillar=pillar, by=self.by
        )
        if part.is_kept:
            ideas.keep(idea, by=self.by)

    def _tally(self, part: brand_parts.Tally) -> None:
        goal = self.items["goal"].get(part.goal)
        if goal is None:
            raise Refusal("What was counted for goals that the strategy does not have now has nowhere to go.")
        tallies.note(self.workspace, goal=goal, on=part.on, value=part.value, by=self.by)

    def _followers(self, things: Sequence[Any]) -> None:
        counted: dict[str, dict[datetime, int]] = defaultdict(dict)
        for part in things:
            counted[part.channel][part.at] = part.followers
        for key, moments in counted.items():
            if key in self.channels:
                past.take_followers_over(self.channels[key], moments, by=self.by)
            else:
                self._leave(NO_CHANNEL, len(moments))

    def _results(self, things: Sequence[Any]) -> None:
        found: dict[str, list[PastResult]] = defaultdict(list)
        for part in things:
            found[part.channel].append(_past(part))
        for key, results in found.items():
            if key in self.channels:
                past.take_over(self.channels[key], results, by=self.by)
            else:
                self._leave(NO_CHANNEL, len(results))

    def _why(self, part: brand_parts.Brief | brand_parts.Post) -> dict[str, Any]:
        return {name: rows.get(getattr(part, name)) for name, rows in self.items.items()}


_PUT: dict[str, Callable[[Filling, Any], None]] = {
    "campaigns": Filling._campaign,
    "days_off": Filling._days_off,
    "pictures": Filling._picture,
    "videos": Filling._video,
    "briefs": Filling._brief,
    "posts": Filling._post,
    "ideas": Filling._idea,
    "tallies": Filling._tally,
}


def _past(part: brand_parts.Result) -> PastResult:
    return PastResult(
        remote_id=part.id,
        at=part.at,
        text=part.text,
        url=part.url,
        format=part.format,
        pillar=part.pillar,
        is_explained=part.explained,
        reactive=part.reactive,
        told_by=part.told_by,
        followers=part.followers,
        gone_at=part.gone_at,
        readings=tuple(PastReading(at, counts) for at, counts in part.readings),
    )


def _by_key(rows: Any) -> dict[str, Any]:
    return {row.key: row for row in rows}
