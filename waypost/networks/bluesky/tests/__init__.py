"""Tests of Bluesky, on a server of its own in this process."""
