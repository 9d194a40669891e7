"""Holds the strategy's document and its rules on plain values: reading, checking, comparing, patching.

Hands on a checked `Strategy`. Never touches the database, never imports django.
"""
