"""Slack: how it is spoken to, and what it means."""
