"""Tests of what articles have in common."""
