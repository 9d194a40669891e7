"""A whole Bluesky on this machine: directory, accounts' server, and the application that indexes what happens there."""
