"""Tests of a webhook on Discord, on a server of Discord in this process."""
