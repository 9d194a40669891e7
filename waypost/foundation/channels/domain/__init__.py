"""Which networks can be connected, how, and what their guides say."""
