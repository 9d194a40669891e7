"""Translates between pages and what is known: tables and sentences are drawn here, without templates in loops."""
