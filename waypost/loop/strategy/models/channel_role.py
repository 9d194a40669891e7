from waypost.loop.strategy.models.identity import Identity


class ChannelRole(Identity):
    """What a channel is for. Its key is the key of a channel, which may not be connected yet."""

    class Meta(Identity.Meta):
        pass
