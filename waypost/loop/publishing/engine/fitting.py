"""Makes the pictures and videos of a publication as its network wants them: once for all who need the same, never within a transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content import watching
from waypost.loop.content.actions import renditions
from waypost.loop.content.looking import SEATS, Picture, fitted
from waypost.loop.content.queries.renditions import Wanted, made_of
from waypost.loop.content.shelf import put, put_file, read
from waypost.loop.content.watching import Video
from waypost.loop.publishing.engine.ledger import Ledger
from waypost.loop.publishing.engine.parcel import Parcel
from waypost.loop.publishing.engine.sender import PUBLISHER


def make_fit(ledger: Ledger, parcel: Parcel, *, before_each: Callable[[], object]) -> bool:
    """Make what is not made yet, and say whether anything was: then the parcel is packed anew.

    Raises Refusal where a picture cannot be made to fit, MediaLost where its file cannot be read, Busy where a video
    must wait until another one is made.
    """
    publication = parcel.publication
    for wanted in parcel.unmade:
        before_each()
        make = _Making(ledger, publication.workspace, wanted, before_each)
        if wanted.part.is_video:
            make.video()
        else:
            make.picture()
    return bool(parcel.unmade)


class Busy(Exception):
    """Another video is being made here: this one comes next, and nobody stands in line for it."""


@dataclass(frozen=True)
class _Making:
    """One picture or video made to fit; `goes_on` is told again and again that it is still being made."""

    ledger: Ledger
    workspace: Workspace
    wanted: Wanted
    goes_on: Callable[[], object]

    def picture(self) -> None:
        with SEATS:
            if not self._is_made():
                made = fitted(read(self.wanted.part.path), self.wanted.recipe)
                self._keep(made, put(self.workspace.pk, made))

    def video(self) -> None:
        """Made in a folder that stays when everything ends here, so that it goes on where it was."""
        name = "-".join(self.wanted.key)
        with watching.seated() as got:
            if not got:
                raise Busy
            with watching.work_on(name) as folder:
                if not self._is_made():
                    made = watching.fitted(self.wanted.part.path, self.wanted.recipe, folder, self._hears)
                    assert made is not None, "nobody stops it"
                    self._keep(made, put_file(self.workspace.pk, made.path, made.sha256, "mp4"))
                watching.forget(name)

    def _is_made(self) -> bool:
        """Another channel may have wanted the same a moment ago."""
        return bool(self.ledger.read(made_of, self.workspace.pk, [self.wanted]))

    def _hears(self, _percent: int) -> bool:
        self.goes_on()
        return True

    def _keep(self, made: Picture | Video, path: str) -> None:
        self.ledger.do(
            renditions.keep,
            self.workspace,
            sha256=self.wanted.part.sha256,
            recipe=self.wanted.recipe.key,
            picture=made,
            path=path,
            by=PUBLISHER,
        )
