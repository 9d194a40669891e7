"""How far the making of the demo is: one small file in the home, written by the child process, read by pages."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from waypost.toolkit.wording import _


class Stage(StrEnum):
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True)
class Progress:
    """`percent` is 0 to 100; `week` of `weeks` are lived; `slug` names the brand once it is ready; `why` it failed."""

    stage: Stage
    percent: int = 0
    slug: str = ""
    why: str = ""
    week: int = 0
    weeks: int = 0

    @property
    def is_making(self) -> bool:
        return self.stage is Stage.MAKING

    @property
    def words(self) -> str:
        """How far it is, as people say it."""
        if not self.week:
            return _("Its first week is about to begin.")
        elif self.week < self.weeks:
            return _("Week {week} of {weeks}.").format(week=self.week, weeks=self.weeks)
        else:
            return _("Nearly there: the week that goes on, and what waits in it.")


def read() -> Progress | None:
    """How far it is; None where no demo was ever begun, or nobody can tell."""
    with suppress(OSError, ValueError, TypeError):
        said = json.loads(_file().read_text(encoding="utf-8"))
        return Progress(**{**said, "stage": Stage(said["stage"])})
    return None


def write(progress: Progress) -> None:
    """Keep it, in one step."""
    file = _file()
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    fresh.replace(file)


def _file() -> Path:
    return Path(settings.WAYPOST.home) / "demo.json"
