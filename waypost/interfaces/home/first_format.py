"""The first format of a brand as a file: one JSON document. It is still read; it is not written any more."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from waypost.interfaces.home.brand_parts import Brief, Campaign, DaysOff, Idea, Part, Post, Settings
from waypost.toolkit.refusal import Refusal

LARGEST = 10_000_000
MOST = 500


class FirstFormat(Part):
    """Everything that went into a file then."""

    waypost: Literal["brand"] = "brand"
    schema_version: Literal[1] = Field(default=1, alias="schema")
    made_on: date
    brand: Settings
    strategy: Annotated[str, Field(max_length=1_000_000)] = ""
    campaigns: Annotated[tuple[Campaign, ...], Field(max_length=MOST)] = ()
    days_off: Annotated[tuple[DaysOff, ...], Field(max_length=MOST)] = ()
    ideas: Annotated[tuple[Idea, ...], Field(max_length=5000)] = ()
    briefs: Annotated[tuple[Brief, ...], Field(max_length=MOST)] = ()
    posts: Annotated[tuple[Post, ...], Field(max_length=MOST)] = ()


def read(document: bytes) -> FirstFormat:
    """A brand from the bytes of such a file; a Refusal that says where it is wrong."""
    if len(document) > LARGEST:
        raise Refusal("This file is larger than a brand can be.", field="file")
    try:
        return FirstFormat.model_validate_json(document)
    except ValidationError as error:
        raise Refusal(not_ours(error), field="file") from None


def not_ours(error: ValidationError) -> str:
    """What is wrong with a file, and where."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    at = f" At {where}: {first['msg'].lower()}." if where else ""
    return f"This is not a brand from Waypost, or it was changed by hand.{at}"
