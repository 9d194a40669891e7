"""How fast and how punctually posts leave, what a kill costs, and what a person who saves notices of it."""

CHANNELS = 20
ADMIN = "benchmark"
"""The secret of the sandbox's administrator."""
