"""Which metrics are kept as columns of a row: everything that a network counts of one post."""

from waypost.networks.contract import Metric

POST_METRICS = tuple(metric for metric in Metric if metric is not Metric.FOLLOWERS)
"""Followers are an account's, not a post's."""

ENGAGING = (Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES)
"""What is done to a post on the network itself; clicks lead away and are counted apart."""
