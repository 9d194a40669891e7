"""Numeric jobs as child processes: `python -m waypost.interfaces.heavy <job>`, JSON in, JSON out, then it ends."""
