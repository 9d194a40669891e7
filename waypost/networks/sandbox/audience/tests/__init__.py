"""Tests of the simulated audience."""
