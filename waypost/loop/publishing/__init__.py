"""Publications: one variant, to one channel, at one time, with the promises of publishing.

Hands on: a publication with its remote id, or an honest state that says what happened and what to do.
Never sends twice, never loses silently, never sends what was not approved.
"""
