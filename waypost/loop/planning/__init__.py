"""Holds quarters, the slots laid out in them, their briefs, days off, campaigns and ideas; and the calendar's page.
Hands on a brief with a slot: a pillar, a channel and a time in the calendar, waiting for a post.
Never writes a post, and never learns which later stage shows something on its calendar.
"""
