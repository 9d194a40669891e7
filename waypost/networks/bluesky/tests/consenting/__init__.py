"""Signing in by consent, and what a sign-in opens."""
