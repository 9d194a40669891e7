"""Tests of what is posted by hand."""
