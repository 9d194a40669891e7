"""What every stage stands on: processes, journal, people, workspaces, channels, notices."""
