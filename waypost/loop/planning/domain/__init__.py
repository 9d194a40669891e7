"""The stage's rules on plain values: how a quarter is laid out, what a calendar shows. No Django, no database."""
