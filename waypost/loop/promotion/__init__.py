"""Holds creators: who might speak for us, how they fit, and who decided so.
Hands on a decision with its reasons, as a task for whoever writes to them.
Never decides by itself, and never writes to anybody outside.
"""
