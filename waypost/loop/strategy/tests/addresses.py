from typing import Any

from tests.addresses import Counted, Plain
from tests.world import World
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.tests.factories import (
    accepted_strategy,
    answered_outset,
    asked_review,
    audited,
    begun_outset,
    commented,
    open_audit,
    open_draft,
    proposed,
    suggested,
)


def _version(world: World) -> dict[str, Any]:
    return {"number": accepted_strategy(world).number}


def _current(world: World) -> dict[str, Any]:
    accepted_strategy(world)
    return {}


def _draft(world: World) -> dict[str, Any]:
    open_draft(world)
    return {}


def _proposal(world: World) -> dict[str, Any]:
    return {"proposal_id": proposed(world).pk}


def _trial(world: World) -> dict[str, Any]:
    trial = proposals.accept(proposed(world), trial_weeks=4, by=world.actor("owner"))
    return {"proposal_id": trial.pk}


def _asked(world: World) -> dict[str, Any]:
    return {"review_id": asked_review(world).pk}


def _comment(world: World) -> dict[str, Any]:
    return {"comment_id": commented(world).pk}


def _looked_at(world: World) -> dict[str, Any]:
    return {"kind": "version", "thing_id": accepted_strategy(world).pk}


def _suggested(world: World) -> dict[str, Any]:
    return {"proposal_id": suggested(world).pk}


def _audit(world: World) -> dict[str, Any]:
    return {"audit_id": open_audit(world).pk}


def _audited(world: World) -> dict[str, Any]:
    account = audited(world)
    return {"audit_id": account.audit_id, "account_id": account.pk}


def _outset(world: World) -> dict[str, Any]:
    return {"outset_id": answered_outset(world).pk}


def _step(world: World) -> dict[str, Any]:
    return {"outset_id": begun_outset(world).pk, "step": "goals"}


ADDRESSES = {
    "strategy:outset": _outset,
    "strategy:outset_setup": _outset,
    "strategy:outset_step": _step,
    "strategy:audit": _audit,
    "strategy:audit_ending": _audit,
    "strategy:audited_accounts": _audit,
    "strategy:audited_account": _audited,
    "strategy:audited_export": _audited,
    "strategy:audited_removal": _audited,
    "strategy:suggestion": _looked_at,
    "strategy:uptake": _suggested,
    "strategy:review": _draft,
    "strategy:review_approval": _asked,
    "strategy:review_return": _asked,
    "strategy:review_withdrawal": _asked,
    "strategy:comments": _draft,
    "strategy:settlement": _comment,
    "strategy:decisions": _current,
    "strategy:restoration": Counted(_version),
    "strategy:section": Plain({"section": "pillars"}),
    "strategy:version": Counted(_version),
    "strategy:version_yaml": Counted(_version),
    "strategy:version_markdown": Counted(_version),
    "strategy:version_pdf": Counted(_version),
    "strategy:draft_pdf": _draft,
    "strategy:crisis_pdf": Counted(_version),
    "strategy:comparison": _current,
    "strategy:proposal": _proposal,
    "strategy:proposal_part": Plain({"part": "shares"}),
    "strategy:outcome": _trial,
    "strategy:trial": _proposal,
    "strategy:trial_end": _trial,
    "strategy:proposal_acceptance": _proposal,
    "strategy:postponement": _proposal,
    "strategy:proposal_refusal": _proposal,
    "strategy:acceptance": _draft,
    "strategy:removal": _draft,
    "strategy:base": _draft,
}
