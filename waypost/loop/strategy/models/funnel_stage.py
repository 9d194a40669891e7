from waypost.loop.strategy.models.identity import Identity


class FunnelStage(Identity):
    """A step of the way from stranger to friend."""

    class Meta(Identity.Meta):
        pass
