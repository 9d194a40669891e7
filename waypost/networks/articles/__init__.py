"""What networks of long posts have in common: titles, slugs, paragraphs with links, and words read out of them again.

Holds how a text becomes HTML and back, and how a post is named so that it can be found. Each network's folder adds what
holds there. Never knows a network.
"""
