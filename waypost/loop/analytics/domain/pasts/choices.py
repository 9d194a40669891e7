"""What a person says about an export before it is taken in."""

from pydantic import BaseModel, ConfigDict

from waypost.loop.analytics.domain.pasts.fields import PastField
from waypost.loop.content.domain.sheets.dates import Order


class PastChoices(BaseModel):
    """What its columns mean, how it writes days, and which channels it speaks of."""

    model_config = ConfigDict(frozen=True)

    fields: dict[int, PastField] = {}
    order: Order | None = None
    channels: dict[str, int] = {}
    """The channel that a name in the table stands for; 0 leaves its rows out."""
    to: int | None = None
    """The channel of rows that name none."""
