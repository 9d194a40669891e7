"""Which metrics are kept as columns of a row: everything that a network counts of one post."""

from waypost.networks.contract import Card, Metric

POST_METRICS = tuple(metric for metric in Metric if metric is not Metric.FOLLOWERS)
"""Followers are an account's, not a post's."""

ENGAGING = (Metric.LIKES, Metric.COMMENTS, Metric.SHARES, Metric.SAVES)
"""What is done to a post on the network itself; clicks lead away and are counted apart."""


def told_of(card: Card) -> tuple[Metric, ...]:
    """What can be known of posts on a network: what it counts itself, and clicks on tracked links, which Waypost counts."""
    return card.post_metrics if Metric.CLICKS in card.post_metrics else (*card.post_metrics, Metric.CLICKS)
