"""Has videos prepared that came in: one after the other, in a child process, from where each was left."""

from waypost.foundation.journal import reactions
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content import shelf, watching
from waypost.loop.content.actions import intakes
from waypost.loop.content.looking import Picture
from waypost.loop.content.models import Intake
from waypost.toolkit import heavy_work

BY = Actor.system("a video that came in")


def prepare_waiting() -> int:
    """Prepare what waits, and say how many; never where time is simulated, unless it is done here."""
    with watching.seated() as got:
        return _all() if got else 0


def _all() -> int:
    done = 0
    while not reactions.inline.get() or heavy_work.is_done_here(watching.TAKE):
        intake = intakes.begin_next()
        if intake is None:
            break
        prepare(intake)
        done += 1
    return done


def prepare(intake: Intake) -> None:
    """Prepare one, from where it was left, and keep it, or say why it cannot be kept."""
    name = intakes.work_name(intake)
    try:
        with watching.work_on(name) as folder:
            made = watching.taken_in(
                str(intake.file), folder, lambda percent: intakes.note_progress(intake, percent)
            )
            if isinstance(made, str):
                intakes.refuse(intake, made)
            elif made is not None:
                still = watching.still_in(folder).read_bytes()
                intakes.keep(
                    intake,
                    made,
                    path=shelf.put_file(intake.workspace_id, made.path, made.sha256, "mp4"),
                    still=shelf.put(intake.workspace_id, Picture.of_jpeg(still)),
                    by=BY,
                )
    except watching.Interrupted:
        pass  # whoever sweeps next goes on with it
    except Exception:
        intakes.fail(intake)
        raise
