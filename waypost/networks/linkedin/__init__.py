"""What a member's profile and a page have in common on LinkedIn: texts, media, formats.

Holds how both count and find, and a card without what tells the two apart.
"""
