"""The one permission table: who may do what in a workspace. Nothing else in the program names a role to decide."""

from waypost.foundation.workspaces.domain.roles import Role

_ALL = frozenset(Role)
_O = frozenset({Role.OWNER, Role.ADMIN})
_TEAM = _O | {Role.STRATEGIST, Role.MANAGER, Role.MARKETER, Role.CONTRIBUTOR, Role.APPROVER}
_WRITERS = _O | {Role.STRATEGIST, Role.MANAGER, Role.MARKETER, Role.CONTRIBUTOR}
_DOERS = _O | {Role.STRATEGIST, Role.MANAGER, Role.MARKETER}
_PUBLISHERS = _O | {Role.MANAGER}

PERMISSIONS: dict[str, frozenset[Role]] = {
    "strategy.see": _ALL,
    "strategy.edit": _O | {Role.STRATEGIST},
    "strategy.accept": _O | {Role.STRATEGIST},
    "strategy.suggest": _ALL,
    "strategy.comment": _TEAM | {Role.CLIENT},
    "plan.see": _ALL,
    "plan.edit": _DOERS,
    "idea.add": _TEAM,
    "post.see": _ALL,
    "post.draft": _WRITERS,
    "post.submit": _DOERS,
    "post.approve": _O | {Role.STRATEGIST, Role.APPROVER, Role.CLIENT},
    "post.schedule": _DOERS,
    "post.import": _DOERS,
    "media.add": _WRITERS,
    "publication.see": _ALL,
    "publication.decide": _PUBLISHERS,
    "publication.post": _DOERS,
    "rehearsal.ask": _DOERS,
    "link.decide": _DOERS,
    "hold.put": _O | {Role.STRATEGIST, Role.MANAGER, Role.APPROVER},
    "hold.lift": _O | {Role.STRATEGIST, Role.MANAGER},
    "campaign.hold": _DOERS | {Role.APPROVER},
    "campaign.lift": _DOERS,
    "conversation.see": _TEAM,
    "conversation.assign": _DOERS,
    "conversation.answer": _DOERS,
    "creator.see": _TEAM,
    "creator.edit": _DOERS,
    "creator.decide": _O | {Role.STRATEGIST, Role.MARKETER},
    "listening.see": _ALL,
    "listening.note": _TEAM,
    "listening.judge": _DOERS,
    "listening.decide": _O | {Role.STRATEGIST},
    "incident.see": _TEAM,
    "incident.open": _TEAM,
    "incident.lead": _DOERS,
    "results.see": _ALL,
    "results.edit": _DOERS,
    "insight.see": _ALL,
    "proposal.see": _ALL,
    "proposal.put": _DOERS,
    "proposal.decide": _O | {Role.STRATEGIST},
    "channel.see": _ALL,
    "channel.connect": _PUBLISHERS,
    "member.see": _TEAM,
    "member.manage": _O,
    "workspace.see": _ALL,
    "workspace.edit": _O,
    "journal.see": _TEAM,
}


def roles_that_may(permission: str) -> frozenset[Role]:
    """The roles that hold `permission`; an unknown permission is a bug and raises KeyError."""
    return PERMISSIONS[permission]


def who_may(permission: str) -> str:
    """The roles that hold `permission`, as people read them: "an owner or a strategist"."""
    named = [role for role in Role if role in PERMISSIONS[permission] and role is not Role.ADMIN]
    words = [f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value}" for role in named]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
