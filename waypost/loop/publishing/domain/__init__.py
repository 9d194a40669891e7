"""The graph of a publication, what an answer means, and when a doubt may be ended."""
