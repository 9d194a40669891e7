from waypost.loop.strategy.models.identity import Identity


class Persona(Identity):
    """One kind of person we are here for."""

    class Meta(Identity.Meta):
        pass
