"""Telling people: in the app, by mail and on their devices; and tasks, each for one person, one thing, one date.

Hands on: what waits for somebody, to Home and the navigation.
Never decides what is worth telling; a stage's action does.
"""
