"""Hashtag sets as people copy them out of another tool: names with their hashtags, in lines or in a small table."""

import re
from dataclasses import dataclass

from waypost.toolkit.wording import _

MOST_SETS = MOST_TAGS = 60
LONGEST_NAME, LONGEST_TAG = 60, 100
_TAG = re.compile(r"#([^\s#,;|\"“”]+)")
_NAMED = re.compile(r"^(?P<name>[^:\t;|]{1,80})\s*[:\t;|]\s*(?P<words>.+)$")
_HEADS = frozenset({"name", "set", "group", "title", "hashtags", "tags", "hashtag"})


class NotSets(ValueError):
    """What cannot be read as sets of hashtags; its text is a sentence."""


@dataclass(frozen=True)
class TagSet:
    """A name and its hashtags, without their marks; no two of them differ only in capitals."""

    name: str
    tags: tuple[str, ...]


def sets_in(text: str) -> list[TagSet]:
    """The sets in a text, in order; a set without a name is called by its first hashtag. Raises NotSets."""
    found: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    title = ""
    for number, line in enumerate(text.splitlines(), 1):
        name, tags = _line(line, number)
        if not tags:
            title = name
            continue
        called = (name or title or tags[0])[:LONGEST_NAME]
        fold = called.casefold()
        names.setdefault(fold, called)
        found.setdefault(fold, []).extend(tags)
        title = "" if name else title
    sets = [TagSet(names[fold], _once(tags)) for fold, tags in found.items()]
    if not sets:
        raise NotSets(
            _("There is no hashtag in it. Write a set a line, such as “Harbour: #harbour #lowtide”.")
        )
    if len(sets) > MOST_SETS:
        raise NotSets(_("These are more than {most} sets. Bring those that you use.").format(most=MOST_SETS))
    crowded = next((each.name for each in sets if len(each.tags) > MOST_TAGS), None)
    if crowded is not None:
        sentence = _("“{name}” has more than {most} hashtags. Cut it into two sets.")
        raise NotSets(sentence.format(name=crowded, most=MOST_TAGS))
    return sets


def _line(line: str, number: int) -> tuple[str, list[str]]:
    """The name and the hashtags of a line, either of which may be missing."""
    plain = line.replace('"', " ").strip(" ,;|\t•*-–")
    if not plain or {part.strip().casefold() for part in re.split(r"[,;\t|]", plain)} <= _HEADS:
        return "", []
    tags = _TAG.findall(plain)
    if tags:
        name = plain[: plain.index("#")].strip(" :,;|\t-–—")
    elif named := _NAMED.match(plain):
        name = named["name"].strip()
        tags = [word.lstrip("#") for word in re.split(r"[\s,;|]+", named["words"]) if word.strip("#")]
    else:
        name = plain.strip(" :")
    if any(len(tag) > LONGEST_TAG for tag in tags):
        raise NotSets(_("A hashtag in line {number} is longer than any network takes.").format(number=number))
    return name, tags


def _once(tags: list[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for tag in tags:
        first.setdefault(tag.casefold(), tag)
    return tuple(first.values())
