from waypost.loop.strategy.models.identity import Identity


class Objective(Identity):
    """What the business wants."""

    class Meta(Identity.Meta):
        pass
