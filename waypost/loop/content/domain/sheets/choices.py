"""What a person says about a table before it is imported."""

from pydantic import BaseModel, ConfigDict

from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.sheets.fields import Field

LEFT_OUT, KEPT = "-", ""
"""What a label may become beside a pillar's: nothing, or a label of ours."""


class Choices(BaseModel):
    """Whose table it is, what its columns mean, and what the names in it are here."""

    model_config = ConfigDict(frozen=True)

    format: str = ""
    fields: dict[int, Field] = {}
    order: Order | None = None
    channels: dict[str, int] = {}
    """The channel that a name in the table stands for; 0 leaves it out."""
    to: tuple[int, ...] = ()
    """The channels of rows that name none."""
    labels: dict[str, str] = {}
    """The pillar (its key) that a label stands for, KEPT or LEFT_OUT."""
    sends_for_review: bool = False
