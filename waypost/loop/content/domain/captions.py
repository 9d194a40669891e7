"""Captions of a video: SRT and WebVTT read row by row, and kept as WebVTT (https://www.w3.org/TR/webvtt1/, 2019-04)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from waypost.toolkit.wording import _

LARGEST, MOST, LONGEST = 1_000_000, 5000, 500
"""Bytes of a file, captions in it, characters of one."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_TAG = re.compile(r"<(/?)([biu]?)[^<>]*>|\{\\[^{}]*\}")
_PAST_THE_END = 2.0
_ASIDE = ("NOTE", "STYLE", "REGION")

WRONG = {
    "times": _("Line {line}: the times must look like 00:00:01,500 --> 00:00:04,000."),
    "backwards": _("Line {line}: it ends before it begins."),
    "order": _("Line {line}: it begins before the one above it."),
    "past": _("Line {line}: it begins after the video has ended."),
    "empty": _("Line {line}: it has no words."),
    "long": _("Line {line}: it has more than 500 characters; nobody reads that in time."),
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong with one row, as a code, and on which line of the file."""

    line: int
    code: str

    @property
    def sentence(self) -> str:
        return WRONG[self.code].format(line=self.line)


class Unreadable(ValueError):
    """The file is no captions at all; the message is for people."""


@dataclass(frozen=True)
class _Cue:
    start: int
    end: int
    words: str


def read(content: bytes, seconds: float) -> str | list[Mistake]:
    """The captions of a video of so many seconds as WebVTT, or every row that is wrong. Raises Unreadable."""
    lines = _text(content).splitlines()
    cues: list[_Cue] = []
    mistakes: list[Mistake] = []
    for number, block in _blocks(lines):
        found = _cue(number, block, seconds, cues[-1].start if cues else 0)
        if isinstance(found, Mistake):
            mistakes.append(found)
        else:
            cues.append(found)
        if len(cues) + len(mistakes) > MOST:
            raise Unreadable(_("These are more than 5,000 captions. Leave out what nobody can read in time."))
    if not cues and not mistakes:
        raise Unreadable(_("There are no captions in that file. Choose an SRT or WebVTT file."))
    return mistakes or _written(cues)


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Unreadable(
            _("That file is larger than 1 MB, which no captions are. Choose an SRT or WebVTT file.")
        )
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("That file is not UTF-8 text. Export the captions again as SRT or WebVTT.")
        ) from error
    if "-->" not in text or "\x00" in text:
        raise Unreadable(_("There are no captions in that file. Choose an SRT or WebVTT file."))
    return text


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """What stands between blank lines, each with the number of its first line; what is said about the file left out."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
            continue
        first = number - len(block)
        if block and not (block[0].startswith(_ASIDE) or (first == 1 and block[0].startswith("WEBVTT"))):
            yield first, block
        block = []


def _cue(number: int, block: list[str], seconds: float, before: int) -> _Cue | Mistake:
    named = int("-->" not in block[0] and len(block) > 1)
    line, times = number + named, _TIMES.fullmatch(block[named])
    if times is None:
        return Mistake(line, "times")
    start, end = _milliseconds(times.groups()[:4]), _milliseconds(times.groups()[4:])
    words = "\n".join(_plain(each) for each in block[named + 1 :] if each.strip())
    code = _wrong(start, end, words, seconds, before)
    return Mistake(line, code) if code else _Cue(start, end, words)


def _wrong(start: int, end: int, words: str, seconds: float, before: int) -> str:
    if end <= start:
        return "backwards"
    if start < before:
        return "order"
    if seconds and start > (seconds + _PAST_THE_END) * 1000:
        return "past"
    if not _TAG.sub("", words).strip():
        return "empty"
    return "long" if len(words) > LONGEST else ""


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = parts
    assert rest is not None
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)) * 1000 + int(
        rest.ljust(3, "0")
    )


def _plain(line: str) -> str:
    """One line with bold, italic and underlined words and no other sign that a player would act on."""
    kept, at = [], 0
    for tag in _TAG.finditer(line):
        kept.append(escape(unescape(line[at : tag.start()]), quote=False))
        kept.append(f"<{tag[1]}{tag[2]}>" if tag[2] else "")
        at = tag.end()
    return ("".join(kept) + escape(unescape(line[at:]), quote=False)).replace("--&gt;", "→")


def _written(cues: Sequence[_Cue]) -> str:
    said = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{cue.words}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *said])


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
