"""Tests of Mastodon, on an instance of its own in this process that holds every call against the specification."""
