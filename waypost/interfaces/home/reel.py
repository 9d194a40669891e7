"""The videos of a brand's file: laid by, prepared by the worker as uploaded ones are, and waited for by what needs them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.interfaces.home.brand_parts import Part, Video
from waypost.interfaces.home.parcels import Packed
from waypost.loop.content.actions import intakes, videos
from waypost.loop.content.models import Intake, Media
from waypost.toolkit.refusal import Refusal

_SAME_MOMENT = 0.05
"""Seconds: a still is taken of the nearest frame."""


class Reel:
    """Brings the videos of a file into a new brand; `lost` says by its fingerprint why one cannot be had."""

    def __init__(self, workspace: Workspace, parcel: Packed, by: Actor) -> None:
        self.workspace, self.parcel, self.by = workspace, parcel, by
        self.lost: dict[str, str] = {}

    def settled(self, lot: Sequence[Part]) -> list[Part]:
        """The first of these videos that are in the library, or never will be; all others are on their way now."""
        said = [(part, self._is_settled(part)) for part in lot if isinstance(part, Video)]
        first_open = next((place for place, (_part, is_settled) in enumerate(said) if not is_settled), None)
        return [part for part, _is_settled in said[:first_open]]

    def _is_settled(self, part: Video) -> bool:
        if part.found_no_room:
            self.lost[part.sha256] = (
                f"“{part.name}” found no room in the file, which takes 1.9 GB of pictures and videos. Download it "
                "from the library over there, and upload it here."
            )
            return True
        if not self._brought(part).exists() and self._coming(part) is None and not self._lay_by(part):
            return part.sha256 in self.lost
        kept = self._brought(part).first()
        if kept is not None:
            self._dress(kept, part)
            return True
        intake = self._coming(part)
        if intake is None or intake.is_going_on:
            return False
        self.lost[part.sha256] = (
            f"“{part.name}” is not prepared: that was stopped or broke off. Let it go on in the library."
            if intake.may_go_on
            else f"“{part.name}” cannot be used. {intake.says}"
        )
        return True

    def _lay_by(self, part: Video) -> bool:
        """Lay it by to be prepared; False where there is no room yet, or where it cannot be had at all."""
        others = Intake.objects.filter(workspace=self.workspace, state__in=Intake.UNFINISHED)
        try:
            intakes.see_room(self.workspace)
        except Refusal as refusal:
            if not others.exists():
                self.lost[part.sha256] = refusal.sentence
            return False
        try:
            with self.parcel.video(part.sha256) as (file, size):
                intakes.begin(
                    self.workspace,
                    by=self.by,
                    file=file,
                    size=size,
                    name=part.name,
                    alt=part.alt,
                    came_as=part.sha256,
                )
        except Refusal as refusal:
            self.lost[part.sha256] = refusal.sentence
            return False
        return True

    def _dress(self, kept: Media, part: Video) -> None:
        """Give it its still and its captions; a moment or words that no longer fit stay behind."""
        known = set(kept.written_down.values_list("language", flat=True))
        try:
            if abs(kept.poster - part.poster) > _SAME_MOMENT and part.poster <= kept.seconds:
                videos.choose_poster(kept, by=self.by, at=part.poster)
            for said in part.captions:
                if said.language not in known:
                    content = said.content.encode()
                    videos.caption(kept, by=self.by, language=said.language, content=content)
        except Refusal as refusal:
            self.lost[part.sha256] = f"“{part.name}” came without all that belongs to it. {refusal.sentence}"

    def _brought(self, part: Video) -> QuerySet[Media]:
        same = Q(sha256=part.sha256) | Q(came_as=part.sha256)
        return Media.objects.filter(same, workspace=self.workspace, archived_at=None)

    def _coming(self, part: Video) -> Intake | None:
        return Intake.objects.filter(workspace=self.workspace, came_as=part.sha256).last()
