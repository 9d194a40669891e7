"""The ways in that cross stages: home, the command line."""
