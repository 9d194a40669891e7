"""The processes of this installation: which are alive, which home is theirs, when each entry of the timetable runs.

Hands on: signs of life to health pages, the proof that a holder is dead to publishing, turns to the worker.
Never does the work itself: the timetable in config names it.
"""
