"""What a writer may choose beside the text on Bluesky: who may answer or quote, what a reader is told of the post.

Values of labels: https://docs.bsky.app/docs/advanced-guides/moderation (2026-11); the rest is in the lexicons of
app.bsky.feed.post, threadgate and postgate (2026-08).
"""

from waypost.networks.contract import FIRST_COMMENT_OPTION, Option
from waypost.toolkit.wording import _

REPLIES, REPLY_LISTS, QUOTES, LANGUAGE, LABEL = "replies", "reply_lists", "quotes", "language", "label"
NOBODY = "nobody"

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
    Option(
        name=LANGUAGE,
        label=_("Language"),
        help=_("Readers choose in which languages they want to see posts."),
        # People read the names of languages in the languages themselves.
        values=(
            ("ar", "العربية"),
            ("bg", "Български"),
            ("ca", "Català"),
            ("cs", "Čeština"),
            ("da", "Dansk"),
            ("de", "Deutsch"),
            ("el", "Ελληνικά"),
            ("en", "English"),
            ("es", "Español"),
            ("fi", "Suomi"),
            ("fr", "Français"),
            ("he", "עברית"),
            ("hi", "हिन्दी"),
            ("hr", "Hrvatski"),
            ("hu", "Magyar"),
            ("id", "Bahasa Indonesia"),
            ("it", "Italiano"),
            ("ja", "日本語"),
            ("ko", "한국어"),
            ("nl", "Nederlands"),
            ("no", "Norsk"),
            ("pl", "Polski"),
            ("pt", "Português"),
            ("pt-BR", "Português (Brasil)"),
            ("ro", "Română"),
            ("sk", "Slovenčina"),
            ("sv", "Svenska"),
            ("th", "ไทย"),
            ("tr", "Türkçe"),
            ("uk", "Українська"),
            ("vi", "Tiếng Việt"),
            ("zh", "中文"),
        ),
        every_part=True,
    ),
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
