"""Roles, the permission table, access."""
