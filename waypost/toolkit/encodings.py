"""Which encoding a text is in that does not say so, told by the letters that it would then be made of.

Few letters must decide, and most encodings read them somehow: `Für` is a rare sign beside a Latin letter in Big5. So the
words are weighed in every encoding, in each language that uses it, by how often its letters are written there and by what
stands beside them; the likeliest that reads all of it is taken. What is likely in none is left to charset-normalizer.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from math import log

import charset_normalizer

from waypost.toolkit.alphabets import ALPHABETS, HANGUL, HANZI, Alphabet

_LOOKED_AT = 2_000
"""Bytes of different words with more than ASCII in them."""
_DOUBTFUL = -8.0
"""A text that is likely in none of these languages: the logarithm, for each byte beyond ASCII."""
_WORD = re.compile(rb"[^\x00-/:-?]+")
"""No byte that is left out here is a part of a letter, in any encoding."""

_MARKS = dict.fromkeys("„“”‘’–—…€£«»°·©®™¿¡\u00a0", 0.02) | dict.fromkeys("‚‹›§²³½¼¾×µ•ªº´", 0.002)
_APART = frozenset("€£§²³½¼¾×µ•ªº´")
"""Marks that seldom touch a letter."""
_WIDE_MARKS = frozenset("，。、！？：；（）「」『』《》“”‘’…—・·～")
_JOINTS = frozenset("’·\u00a0\u00ad")
_RELATED, _ALIEN = 0.003, 1e-5
"""A letter of another language in the same encoding; any other sign."""

_CAPITAL_FIRST, _CAPITAL_LATER = 0.3, 0.05
_ODD_CAPITAL = 0.001
"""One after a small letter."""
_INSIDE_A_WORD = 0.01
"""A mark between two letters."""
_OUT_OF_PLACE = 0.1
"""A plain letter that the language's words do not have, or something where it seldom stands."""
_VOWELS = frozenset("aeiouáéíóúãõâêô")
_BESIDE_LATIN = 0.01
"""A letter of another script beside a Latin one."""
_TOUCHING = 0.1
"""Two letters beyond ASCII in a row, in a Latin alphabet."""


@dataclass(frozen=True)
class _Wide:
    """An encoding with two bytes for a sign, and the standard whose first bytes tell everyday ones from rare ones."""

    encoding: str
    standard: str
    everyday: range
    usual: float = 1.0


_KOREAN = _Wide("cp949", "euc_kr", range(0xB0, 0xC9))
_JAPANESE = (
    _Wide("cp932", "euc_jp", range(0xB0, 0xD0)),
    _Wide("euc_jp", "euc_jp", range(0xB0, 0xD0), usual=0.02),
)
_WIDE = (
    _Wide("gb18030", "gb2312", range(0xB0, 0xD8)),
    _Wide("cp950", "big5", range(0xA4, 0xC7)),
    *_JAPANESE,
    _KOREAN,
)


def encoding_of(content: bytes) -> str:
    """The encoding in which `content` is likeliest; that it is not Unicode is known."""
    words = _words(content)
    doubtful = _DOUBTFUL * sum(byte > 0x7F for byte in words)
    for likelihood, encoding in sorted(_readings(words), reverse=True):
        if likelihood >= doubtful and _decoded(content, encoding) is not None:
            return encoding
    found = charset_normalizer.from_bytes(content[:200_000]).best()
    return found.encoding if found is not None else "cp1252"


def _words(content: bytes) -> bytes:
    """The words with more than ASCII in them, each once: to repeat a word proves nothing more."""
    words: dict[bytes, None] = {}
    length = 0
    for word in chain.from_iterable(map(_WORD.findall, _unplain(content))):
        if not word.isascii() and word not in words:
            words[word] = None
            length += len(word)
            if length >= _LOOKED_AT:
                break
    return b" ".join(words)[:_LOOKED_AT]


def _unplain(content: bytes) -> Iterator[bytes]:
    """The lines with more than ASCII in them."""
    return (line for line in content.splitlines() if not line.isascii())


def _decoded(content: bytes, encoding: str, *, is_whole: bool = True) -> str | None:
    """The text, if it can be one in this encoding; what is not whole may break off inside a letter."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, is_whole)
    except UnicodeError:
        return None


def _readings(words: bytes) -> Iterator[tuple[float, str]]:
    """How likely the words are in each encoding that can read them, as a logarithm."""
    for wide in _WIDE:
        text = _decoded(words, wide.encoding, is_whole=False)
        if text is not None:
            yield log(wide.usual) + sum(_in_signs(word, wide) for word in text.split(" ")), wide.encoding
    for encoding, alphabets in _alphabets().items():
        text = _decoded(words, encoding, is_whole=False)
        if text is not None:
            for alphabet, usual in alphabets:
                yield log(usual) + sum(_in_letters(word, alphabet) for word in text.split(" ")), encoding


@cache
def _alphabets() -> dict[str, list[tuple[Alphabet, float]]]:
    """The alphabets that use an encoding, and how usual it is there."""
    found: dict[str, list[tuple[Alphabet, float]]] = {}
    for alphabet in ALPHABETS:
        for encoding, usual in alphabet.encodings:
            found.setdefault(encoding, []).append((alphabet, usual))
    return found


def _in_signs(word: str, wide: _Wide) -> float:
    """How likely a word of wide signs is: each by itself, and less so where one stands alone beside a Latin letter."""
    found = 0.0
    for before, sign, after in _surrounded(word):
        found += log(_sign(sign, wide))
        if (_is_plain(before) and after.isascii()) or (_is_plain(after) and before.isascii()):
            found += log(_BESIDE_LATIN)
    return found


@lru_cache(maxsize=10_000)
def _sign(sign: str, wide: _Wide) -> float:
    if sign in _WIDE_MARKS:
        return 0.01
    elif wide in _JAPANESE and "\u3041" <= sign <= "\u30fe":
        return 0.007 if sign < "\u30a0" else 0.003
    elif wide is _KOREAN and sign in HANGUL:
        return 0.006
    elif wide is not _KOREAN and sign in HANZI:
        return 0.001
    try:
        is_everyday = sign.encode(wide.standard)[0] in wide.everyday
    except UnicodeEncodeError:
        return 1e-7
    else:
        return 1e-4 if is_everyday else 1e-6


def _in_letters(word: str, alphabet: Alphabet) -> float:
    """How likely a word is in a language: each letter by itself, and by what stands beside it."""
    plain = word.lower()
    found = sum(letter in plain for letter in alphabet.without) * log(_OUT_OF_PLACE)
    for before, letter, after in _surrounded(word):
        found += log(_letter(letter, alphabet) * _place(before, letter, after, alphabet))
    return found


@lru_cache(maxsize=20_000)
def _letter(letter: str, alphabet: Alphabet) -> float:
    small = letter if letter in alphabet.rates else letter.lower()
    if letter in _MARKS:
        return _MARKS[letter]
    elif small in alphabet.rates:
        return alphabet.rates[small]
    elif small in _related(alphabet.encodings[0][0]):
        return _RELATED
    else:
        return _ALIEN


@cache
def _related(encoding: str) -> frozenset[str]:
    return frozenset(letter for alphabet, _usual in _alphabets()[encoding] for letter in alphabet.letters)


@lru_cache(maxsize=20_000)
def _place(before: str, letter: str, after: str, alphabet: Alphabet) -> float:
    """How likely a letter or mark stands between these two, empty at the ends of a word."""
    if not letter.isalpha():
        if before.isalpha() and after.isalpha() and letter not in _JOINTS:
            return _INSIDE_A_WORD
        return _OUT_OF_PLACE if letter in _APART and (before.isalpha() or after.isalpha()) else 1.0
    likely = 1.0
    if letter.isupper():
        likely *= _CAPITAL_LATER if before.isalpha() or not after.isalpha() else _CAPITAL_FIRST
    if (letter.isupper() and before.islower()) or (letter.islower() and after.isupper()):
        likely *= _ODD_CAPITAL
    if not alphabet.is_latin and (_is_plain(before) or _is_plain(after)):
        likely *= _BESIDE_LATIN
    if alphabet.is_latin and before.isalpha() and not before.isascii():
        likely *= _TOUCHING
    if letter.lower() in alphabet.before_vowels and after.lower() not in _VOWELS:
        likely *= _OUT_OF_PLACE
    return likely


def _surrounded(word: str) -> Iterator[tuple[str, str, str]]:
    """Each letter or mark beyond ASCII, with what stands before and after it in its word."""
    for place, letter in enumerate(word):
        if letter > "\x7f":
            yield word[place - 1 : place] if place else "", letter, word[place + 1 : place + 2]


def _is_plain(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()
