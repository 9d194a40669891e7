"""What Meta's networks have in common: one review of programs, one way round it.

Facebook, Instagram and Threads speak one API and ask the same of whoever wants to use it.
"""
