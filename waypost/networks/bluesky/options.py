"""What a writer may choose beside the text on Bluesky: who may answer or quote, what a reader is told of the post.

Values of labels: https://docs.bsky.app/docs/advanced-guides/moderation (2026-11); the rest is in the lexicons of
app.bsky.feed.post, threadgate and postgate (2026-08).
"""

from dataclasses import replace

from waypost.networks.contract import FIRST_COMMENT_OPTION, LANGUAGE_OPTION, Option
from waypost.toolkit.wording import _

REPLIES, REPLY_LISTS, QUOTES, LABEL = "replies", "reply_lists", "quotes", "label"
NOBODY = "nobody"
# Here a tag may name a country too (BCP 47).
_LANGUAGE = replace(
    LANGUAGE_OPTION, values=tuple(sorted((*LANGUAGE_OPTION.values, ("pt-BR", "Português (Brasil)"))))
)

OPTIONS = (
    Option(
        name=REPLIES,
        label=_("Who may answer"),
        help=_("Everybody, where nothing is chosen. It holds for the whole conversation under the post."),
        values=(
            (NOBODY, _("Nobody")),
            ("mentioned", _("People it mentions")),
            ("followed", _("People you follow")),
            ("followers", _("Your followers")),
            ("mentioned followed", _("People it mentions and people you follow")),
            ("mentioned followers", _("People it mentions and your followers")),
            ("followed followers", _("People you follow and your followers")),
        ),
    ),
    Option(
        name=REPLY_LISTS,
        label=_("Lists whose people may answer"),
        help=_("The address of a list on each line. Nobody else may answer, beside those chosen above."),
        lines=True,
    ),
    Option(
        name=QUOTES,
        label=_("Quotes"),
        help=_("Everybody may quote the post, where nothing is chosen."),
        values=((NOBODY, _("Nobody may quote it")),),
    ),
    _LANGUAGE,
    Option(
        name=LABEL,
        label=_("Content warning"),
        help=_("Readers decide whether such pictures and videos are hidden behind a warning."),
        values=(
            ("sexual", _("Suggestive")),
            ("nudity", _("Nudity, not sexual")),
            ("porn", _("Adult content")),
            ("graphic-media", _("Violence or other shocking pictures")),
        ),
        every_part=True,
    ),
    FIRST_COMMENT_OPTION,
)
