"""The hashtags of a brief: read as people write them, and refused where the strategy says that we do not talk like that."""

import re
from collections.abc import Iterable, Sequence

from waypost.loop.planning.domain.scoring import phrase, telling
from waypost.loop.strategy.domain.document import Stance, Strategy
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

MOST = 60
LONGEST = 100
_BETWEEN = re.compile(r"[\s,;#]+")
_PARTS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[^\W_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])|_+")


def read(words: str) -> list[str]:
    """The hashtags in a line, with or without their marks; kept without them."""
    return once(_BETWEEN.split(words))


def once(tags: Iterable[str]) -> list[str]:
    """Each of these once, without its mark: networks do not tell capitals apart, and the first spelling stays."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = tag.strip().lstrip("#")
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())


def written(tags: Iterable[str]) -> str:
    """As they stand in a post."""
    return " ".join(f"#{tag}" for tag in tags)


def refuse_what_cannot_be(tags: Sequence[str]) -> None:
    """Refuse what no network reads as a hashtag, and more of them than anybody reads."""
    if len(tags) > MOST:
        raise Refusal(_("That is more than sixty hashtags. Keep the best."), field="hashtags")
    for tag in tags:
        if len(tag) > LONGEST:
            raise Refusal(
                _("“#{tag}…” is longer than a hashtag can be. Shorten it.").format(tag=tag[:30]),
                field="hashtags",
            )
        if _BETWEEN.search(tag):
            raise Refusal(
                _("A hashtag is one word; “{tag}” is not.").format(tag=tag),
                field="hashtags",
            )
        if not any(each.isalpha() for each in tag):
            raise Refusal(
                _("“#{tag}” has no letter, so networks do not take it for a hashtag. Give it one.").format(
                    tag=tag
                ),
                field="hashtags",
            )


def refuse_what_is_forbidden(tags: Iterable[str], strategy: Strategy | None) -> None:
    """Refuse hashtags that say what the voice leaves out, or name a topic that is never talked about.

    What stands in a set of the strategy itself is never refused: there, somebody has decided about it.
    """
    if strategy is None:
        return
    decided = {tag.casefold() for each in strategy.hashtag_sets for tag in each.tags}
    never = [topic.label for topic in strategy.boundaries.topics if topic.stance is Stance.NEVER]
    for tag in tags:
        if tag.casefold() in decided:
            continue
        for word in strategy.voice.banned_words:
            if _says(tag, word):
                raise Refusal(
                    _(
                        "“#{tag}” says “{word}”, which the voice of the strategy leaves out. Take it away."
                    ).format(tag=tag, word=word),
                    field="hashtags",
                )
        for label in never:
            if _says(tag, label) or _is_about(tag, label):
                raise Refusal(
                    _(
                        "“#{tag}” is about “{topic}”, which the strategy never talks about. Take it away, or suggest "
                        "a change of the strategy."
                    ).format(tag=tag, topic=label),
                    field="hashtags",
                )


def _says(tag: str, words: str) -> bool:
    """Whether these words stand in a tag, by its capitals, or are all of it run together."""
    said = phrase(words)
    return bool(said.strip()) and (said in phrase(_apart(tag)) or _together(words) == _together(tag))


def _is_about(tag: str, label: str) -> bool:
    """Whether all that tells what a tag is about tells it of the topic, too, or the other way round."""
    said, topic = telling(_apart(tag)), telling(label)
    return bool(said and topic) and (said <= topic or topic <= said)


def _apart(tag: str) -> str:
    """The words of a tag: #LastChanceSale is “Last Chance Sale”."""
    return _PARTS.sub(" ", tag)


def _together(words: str) -> str:
    return phrase(words).replace(" ", "")
