"""Pictures: what it costs to look at them, to make them fit, and to publish with them."""
