from waypost.loop.strategy.models.identity import Identity


class Goal(Identity):
    """What should be reached by when, or an intention."""

    class Meta(Identity.Meta):
        pass
