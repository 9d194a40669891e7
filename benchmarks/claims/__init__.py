"""What a claim, a send and a sweep cost when a million posts are out and two hundred thousand wait for their time."""

A_WEEK = "sweep of a whole week, every ten minutes"
