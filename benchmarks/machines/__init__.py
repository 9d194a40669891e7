"""What a fleet of machines does while some come, some go, and the database is restarted."""
