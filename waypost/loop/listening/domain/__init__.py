"""The rules of judging: what speaks for a new network or a trend, what against it, and what follows."""
