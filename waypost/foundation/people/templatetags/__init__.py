"""Words that only the pages about people need."""
