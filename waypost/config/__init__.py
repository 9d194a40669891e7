"""Wiring only: settings, urls, the timetable, wsgi. Nothing here decides anything about the product."""
