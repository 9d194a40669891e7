"""A letter as an idea: who sent it, what it says, which pictures are in it (RFC 5322, MIME)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser

MOST_WORDS = 4000
MOST_PICTURES = 10
MOST_PARTS = 60
_LINK = re.compile(r"https?://[^\s<>\"'”’)\]]+")
_PREFIX = re.compile(r"^\s*(?:(?:fwd?|wg|tr|rv|enc)\s*:\s*)+", re.IGNORECASE)
_FAILED = re.compile(r"\bdmarc\s*=\s*fail\b", re.IGNORECASE)
_SPF_FAILED = re.compile(r"\bspf\s*=\s*(?:fail|softfail)\b", re.IGNORECASE)
_DKIM_PASSED = re.compile(r"\bdkim\s*=\s*pass\b", re.IGNORECASE)


@dataclass(frozen=True)
class Enclosed:
    """A picture in a letter: how its file is called, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What a letter says. `key` is the same whenever the same letter is read again.

    `is_automatic`: a program wrote it (RFC 3834). `is_doubtful`: the mailbox's own server found that it does not come
    from where it says (RFC 8601).
    """

    key: str
    sender: str
    sender_name: str
    subject: str
    words: str
    link: str
    pictures: tuple[Enclosed, ...]
    is_automatic: bool
    is_doubtful: bool

    @property
    def title(self) -> str:
        """The subject without what a mail program put in front, or the first line; empty where neither says anything."""
        subject = _PREFIX.sub("", self.subject).strip()
        first = next((line.strip() for line in self.words.splitlines() if line.strip()), "")
        return (subject or first)[:160]


def letter_of(content: bytes) -> Letter:
    """Read a letter; whatever is wrong in it is left out, never refused."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    name, address = parseaddr(_header(message, "From"))
    words = _words(message)
    named = _header(message, "Message-ID").strip()
    found = _LINK.search(words)
    return Letter(
        key=hashlib.sha256(named.encode() if named else content).hexdigest()[:40],
        sender=address.strip().lower()[:254],
        sender_name=name.strip()[:120],
        subject=" ".join(_header(message, "Subject").split())[:300],
        words=words,
        link=found[0].rstrip(".,;:!?")[:1000] if found else "",
        pictures=tuple(_pictures(message)),
        is_automatic=_header(message, "Auto-Submitted").strip().lower() not in {"", "no"},
        is_doubtful=_is_doubtful(message),
    )


def _header(message: EmailMessage, name: str) -> str:
    """A header as text, decoded; a broken one says nothing."""
    try:
        return "".join(each for each in str(message.get(name, "")) if each.isprintable())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _is_doubtful(message: EmailMessage) -> bool:
    """By the topmost verdict alone: the mailbox's own server put it there, those below may be anybody's."""
    try:
        said = str((message.get_all("Authentication-Results") or [""])[0])
    except (ValueError, LookupError, AttributeError, TypeError):
        return True
    return bool(_FAILED.search(said)) or bool(_SPF_FAILED.search(said) and not _DKIM_PASSED.search(said))


def _words(message: EmailMessage) -> str:
    """The text without the signature and what is quoted beneath it."""
    plain = marked = ""
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind not in {"text/plain", "text/html"}:
            continue
        text = _text(part)
        if kind == "text/plain":
            plain = plain or text
        else:
            marked = marked or _without_marks(text)
    kept: list[str] = []
    for line in (plain or marked).replace("\r\n", "\n").split("\n"):
        if line.rstrip(" ") == "--" or line.strip() == "-----Original Message-----":
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip().replace("\x00", "")[:MOST_WORDS]


def _pictures(message: EmailMessage) -> Iterator[Enclosed]:
    count = 0
    for part in _parts(message):
        if part.get_content_maintype() == "image" and count < MOST_PICTURES:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                count += 1
                yield Enclosed((part.get_filename() or f"picture {count}")[:200], content)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if isinstance(part, EmailMessage) and not part.is_multipart():
            yield part


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")


def _without_marks(markup: str) -> str:
    reader = _Said()
    reader.feed(markup)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    return "\n".join(lines)


class _Said(HTMLParser):
    """What a page says, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in {"script", "style", "title"}
        if tag in {"p", "div", "br", "li", "tr", "h1", "h2", "h3"}:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "title"} and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data.replace("\n", " "))
