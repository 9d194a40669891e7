"""The way from never having heard of us to telling others."""

from waypost.loop.strategy.domain.document.part import Item, Note, Share, Text


class FunnelStage(Item):
    """One step of that way, the figure that shows it, and its target share of the posts if there is one."""

    kpi: Note = ""
    purpose: Text = ""
    share: Share | None = None
