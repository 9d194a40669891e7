"""Holds what is judged before it is done: new networks, trends, ideas by mail, and how networks’ algorithms changed.
Hands on ideas to planning, channels worth having to the strategy, and marks for every chart of a network.
Never decides: it asks, weighs and reminds; a person chooses and says why.
"""
