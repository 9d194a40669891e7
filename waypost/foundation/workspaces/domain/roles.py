"""Who people are in a workspace; one person may hold several roles."""

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
