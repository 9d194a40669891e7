from huey.contrib.djhuey import db_task

from waypost.foundation.processes.actions import turns


@db_task()  # type: ignore[untyped-decorator]
def take_turn(name: str) -> None:
    """Run one claimed entry of the timetable."""
    turns.run(name)
