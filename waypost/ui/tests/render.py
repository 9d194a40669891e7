from typing import Protocol


class Render(Protocol):
    """Renders a piece of template with a context."""

    def __call__(self, source: str, **context: object) -> str: ...
