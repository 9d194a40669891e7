"""What is measured, how, and against what.

Each folder is a program (`python -m benchmarks.pages`): it makes a home of its own, starts the real processes in it,
prints its figures (`--json` for programs), and with `--check` ends with 1 when a target is missed.
Never imported by the product.
"""

SLUG = "tern"
EMAIL, PASSWORD = "manager@tern.example", "a long walk on the jetty"
