"""Tests of what is said of this network."""
