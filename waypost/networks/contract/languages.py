"""The option by which a writer says in which language a post is."""

from __future__ import annotations

from waypost.networks.contract.cards import Option
from waypost.toolkit.wording import _

LANGUAGE = "language"
"""The option that says in which language a post is; its value is a code of ISO 639-1."""

# Each calls itself as its own speakers do, so nobody must know the word of another language for theirs.
_NAMES = (
    ("ar", "العربية"), ("bg", "Български"), ("bn", "বাংলা"), ("ca", "Català"), ("cs", "Čeština"), ("cy", "Cymraeg"),
    ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"), ("en", "English"), ("eo", "Esperanto"),
    ("es", "Español"), ("et", "Eesti"), ("eu", "Euskara"), ("fa", "فارسی"), ("fi", "Suomi"), ("fr", "Français"),
    ("ga", "Gaeilge"), ("gl", "Galego"), ("he", "עברית"), ("hi", "हिन्दी"), ("hr", "Hrvatski"), ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"), ("is", "Íslenska"), ("it", "Italiano"), ("ja", "日本語"), ("ko", "한국어"),
    ("lt", "Lietuvių"), ("lv", "Latviešu"), ("nb", "Norsk bokmål"), ("nl", "Nederlands"), ("pl", "Polski"),
    ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"), ("sk", "Slovenčina"), ("sl", "Slovenščina"),
    ("sr", "Српски"), ("sv", "Svenska"), ("th", "ไทย"), ("tr", "Türkçe"), ("uk", "Українська"),
    ("vi", "Tiếng Việt"), ("zh", "中文"),
)  # fmt: skip

LANGUAGE_OPTION = Option(
    name=LANGUAGE,
    label=_("Language"),
    help=_("Readers who hide or translate other languages find it by this."),
    values=_NAMES,
    every_part=True,
)
