"""The way from never having heard of us to telling others."""

from waypost.loop.strategy.domain.document.part import Item, Keys, Lines, Note, Share, Text


class FunnelStage(Item):
    """One step of that way, the figure that shows it, and its target share of the posts if there is one.

    `diagnostics` explain that figure, `next_step` is what people do to come to the stage after it.
    """

    kpi: Note = ""
    diagnostics: Lines = ()
    purpose: Text = ""
    channels: Keys = ()
    next_step: Note = ""
    share: Share | None = None
