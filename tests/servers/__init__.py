"""Tests against real foreign servers, started here. What they need is installed by the first run and kept.

The cache is `~/.cache/waypost-servers`, or where TEST_SERVERS_CACHE says.
"""
