"""Holds posts, their variants for each channel, media, the findings of the checks and reviews.
Hands on an approved post with a time: the exact content that was approved, bound by its hash.
Never sends anything, and never lets an edit keep an approval.
"""
