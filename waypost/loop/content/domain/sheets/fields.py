"""What a column of a sheet of posts may mean."""

from enum import StrEnum


class Field(StrEnum):
    """A meaning; `PER_CHANNEL` ones say something about one channel, named before a colon."""

    ID = "id"
    TITLE = "title"
    TEXT = "text"
    WHEN = "when"
    DATE = "date"
    TIME = "time"
    LINK = "link"
    PICTURES = "pictures"
    ALT = "alt"
    LABELS = "labels"
    CHANNELS = "channels"
    ON_NETWORK = "on network"
    FIRST_COMMENT = "first comment"
    PILLAR = "pillar"
    PERSONA = "persona"
    GOAL = "goal"
    STAGE = "funnel stage"
    CAMPAIGN = "campaign"
    SLOT = "slot"
    BRIEF = "brief"
    PURPOSE = "purpose"
    ORIGIN = "origin"
    REACTIVE = "reactive"
    CHANNEL_TEXT = "channel text"
    CHANNEL_FORMAT = "channel format"
    CHANNEL_OPTIONS = "channel options"
    OPTION = "option"
    UNUSED = ""


WORDS = {
    Field.UNUSED: "Leave it out",
    Field.TEXT: "Text",
    Field.TITLE: "Name for the team",
    Field.WHEN: "Date and time",
    Field.DATE: "Date",
    Field.TIME: "Time",
    Field.LINK: "Link, put at the end of the text",
    Field.PICTURES: "Addresses of pictures and videos",
    Field.ALT: "Alt text",
    Field.LABELS: "Tags or labels",
    Field.CHANNELS: "Channel",
    Field.FIRST_COMMENT: "First comment",
    Field.PILLAR: "Pillar",
    Field.PERSONA: "Persona",
    Field.GOAL: "Goal",
    Field.STAGE: "Funnel stage",
    Field.CAMPAIGN: "Campaign",
}
"""What a person may choose for a column, in the order of the list."""
