from typing import Any

from tests.world import World
from waypost.loop.listening.tests.factories import (
    joined_trend,
    noted_change,
    noted_trend,
    running_pilot,
    stranger_s_letter,
    weighed_network,
    worthy_network,
)


def _trend(world: World) -> dict[str, Any]:
    return {"trend_id": noted_trend(world).pk}


def _joined(world: World) -> dict[str, Any]:
    return {"trend_id": joined_trend(world).pk}


def _review(world: World) -> dict[str, Any]:
    return {"review_id": weighed_network(world).pk}


def _worthy(world: World) -> dict[str, Any]:
    return {"review_id": worthy_network(world).pk}


def _pilot(world: World) -> dict[str, Any]:
    return {"review_id": running_pilot(world).pk}


def _note(world: World) -> dict[str, Any]:
    return {"note_id": noted_change(world).pk}


def _letter(world: World) -> dict[str, Any]:
    return {"letter_id": stranger_s_letter(world).pk}


ADDRESSES = {
    "listening:idea_letter_idea": _letter,
    "listening:idea_letter_removal": _letter,
    "listening:trend": _trend,
    "listening:trend_boundaries": _trend,
    "listening:trend_decision": _trend,
    "listening:trend_return": _joined,
    "listening:trend_idea": _joined,
    "listening:review": _review,
    "listening:review_refusal": _review,
    "listening:pilot": _worthy,
    "listening:pilot_criteria": _pilot,
    "listening:pilot_decision": _pilot,
    "listening:note": _note,
    "listening:note_removal": _note,
}
