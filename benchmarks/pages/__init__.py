"""How fast, how heavy and how thrifty the pages of a busy brand are: 20 channels, 5,000 posts over 12 months."""

PAST, AHEAD = 275, 90
"""Days before and after today between which posts lie."""
