"""The demo: a small simulated brand after three quarters, to look at before one's own.

Holds: how it is made in a child process on a scratch file, and how it is carried into the installation.
Hands on: a workspace that says everywhere that it is simulated, and goes with one click.
Never: simulates time in a process that serves people.
"""
