"""Kills, freezes and faults: what the promises of publishing are held against."""
