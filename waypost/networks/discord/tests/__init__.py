"""Tests of a bot on Discord, on a server of Discord in this process."""
