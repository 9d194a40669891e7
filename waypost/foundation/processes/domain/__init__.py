"""When an entry of the timetable is due, and what a machine's reach and sleep mean for the product."""
