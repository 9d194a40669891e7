"""Tests of Telegram, on a Bot API server in this process that holds every call against the specification."""
