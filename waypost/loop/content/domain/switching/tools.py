"""Where people find in another tool what they bring along: words for the guide, no more."""

from dataclasses import dataclass

from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Tool:
    """A tool that brands come from: its name, and where each thing is there; `key` is that of its tables as well."""

    key: str
    label: str
    queue: str
    times: str
    hashtags: str
    results: str
    ending: str


TOOLS = (
    Tool(
        "buffer",
        _("Buffer"),
        _(
            "One table a channel, with Text, Image URL, Tags and Posting Time. Name each file after its channel."
        ),
        _("Each channel lists them by weekday in its settings, as its posting schedule."),
        _("Copy them out of the hashtag manager, a set after the other."),
        _("Export the posts of each channel with their figures, for the longest span it offers."),
        _("Open the channel’s queue in Buffer, find the post by its time, and delete it there."),
    ),
    Tool(
        "hootsuite",
        _("Hootsuite"),
        _("Tables without names of columns: when, what, and a link. Name each file after its channel."),
        _("The schedule settings of AutoSchedule list days and hours."),
        _("Copy them out of the sheet or the templates where your team keeps them."),
        _("Export the table of posts out of Analytics as CSV."),
        _("Open the planner in Hootsuite, find the post by its day and time, and delete it there."),
    ),
    Tool(
        "sprout",
        _("Sprout Social"),
        _("A table with date, time_24hr and message_text; with a column for the profile one file is enough."),
        _("The queue’s settings list the times of each profile."),
        _("Copy them out of the saved captions or the asset library."),
        _("Export the Post Performance report as CSV."),
        _("Open the publishing calendar in Sprout Social, find the post by its time, and delete it there."),
    ),
    Tool(
        "metricool",
        _("Metricool"),
        _("The table of the calendar: one file with a column for each network."),
        _("Autolists show days and hours; a calendar without them tells its times itself."),
        _("Copy the groups out of the hashtag manager."),
        _("Export the list of posts out of Analytics as CSV, a network after the other."),
        _("Open the calendar in Metricool, find the post by its day and time, and delete it there."),
    ),
    Tool(
        "other",
        _("another tool"),
        _("Any table with a column for the text and one for the time."),
        _("Copy them as they are listed, or let the queue’s own times show them."),
        _("Copy them as they stand, a set after the other."),
        _("Any table of posts with a time and figures."),
        _("Find the post there by its day and time, and delete it."),
    ),
)


def tool_called(key: str) -> Tool:
    """The tool with this key; one that nobody knows is another tool."""
    return next((tool for tool in TOOLS if tool.key == key), TOOLS[-1])
