"""How good the planner's plans are, and how long they take."""
