"""Who people are in a workspace; one person may hold several roles."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    OWNER = "owner"
    STRATEGIST = "strategist"
    MANAGER = "manager"
    MARKETER = "marketer"
    CONTRIBUTOR = "contributor"
    APPROVER = "approver"
    CLIENT = "client"
    VIEWER = "viewer"
    ADMIN = "admin"  # of the organisation: an owner in each of its workspaces


DESCRIPTIONS: dict[Role, str] = {
    Role.OWNER: "Everything: members, channels, keys, data.",
    Role.STRATEGIST: "Sets goals, personas, voice, pillars and rhythm; opens the quarter.",
    Role.MANAGER: "Writes, schedules, publishes and answers; may be limited to some channels.",
    Role.MARKETER: "Runs campaigns, ads, creators and budgets.",
    Role.CONTRIBUTOR: "Drafts and uploads; cannot schedule or publish.",
    Role.APPROVER: "Approves, returns or holds posts.",
    Role.CLIENT: "Approves or returns posts that were submitted, and sees the plan.",
    Role.VIEWER: "Reads.",
}
"""The roles a member can be given, with what each is for."""


def in_words(roles: Iterable[str]) -> str:
    """Roles as people read them, in the order of the table: "strategist and approver"."""
    held = set(roles)
    words = [role.value for role in Role if role.value in held]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
