"""Many machines: web, publishers and workers apart, each with a home of its own, on one PostgreSQL and one network."""
