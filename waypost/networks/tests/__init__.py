"""Tests of the contract over every network."""
