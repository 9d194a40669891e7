"""What people should know about a time on the wall: whether the clock shows it, and what stays when clocks change."""

from datetime import datetime, timedelta

from waypost.toolkit import clock


def clock_note(local: datetime, zone: str) -> str:
    """Say what a change of the clock does to the naive `local` time in `zone`; empty where it does nothing."""
    if not clock.exists(local, zone):
        shown = clock.to_local(clock.to_utc(local, zone), zone)
        return f"The clock is put forward then and never shows {local:%H:%M} that day. It goes out at {shown:%H:%M}."
    elif clock.is_repeated(local, zone):
        return f"The clock is put back then and shows {local:%H:%M} twice. It goes out the first time."
    else:
        return ""


def shift_note(before: datetime, local: datetime, zone: str) -> str:
    """Say that between two times the clocks changed, and that the time on the wall stays; empty where they did not."""
    shift = clock.offset(local, zone) - clock.offset(before, zone)
    if not shift or not clock.exists(before, zone) or not clock.exists(local, zone):
        return ""
    way = "forward" if shift > timedelta(0) else "back"
    return f"The clocks were put {way} before this one; on the wall it stays {local:%H:%M}."
