"""The words of a kit beside its text: the parts of a thread, what was chosen, the first comment."""

from dataclasses import dataclass

from waypost.loop.content.domain.choices import spoken
from waypost.loop.content.domain.links import as_leaving
from waypost.loop.content.domain.threads import first_comment, is_asked
from waypost.loop.content.queries import outgoing_of
from waypost.loop.publishing.models import Publication
from waypost.networks.contract import FIRST_COMMENT


@dataclass(frozen=True)
class Words:
    """What whoever posts copies: the text in its parts, what they choose there, what they say under it."""

    parts: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    comment: str = ""


def words_of(publication: Publication) -> Words:
    """The words as they leave; nothing for a publication whose post is gone."""
    if publication.variant is None:
        return Words()
    written, channel, text = outgoing_of(publication.variant), publication.channel, publication.text
    is_thread = is_asked(written.options) and channel.card.thread_in_one_call and channel.count(text).over
    links = [row.leaving for row in publication.links.all()]
    options = {name: value for name, value in written.options.items() if name != FIRST_COMMENT}
    return Words(
        parts=tuple(channel.texts.split(text)) if is_thread else (text,),
        choices=tuple(spoken(options, channel.card.options)),
        comment=as_leaving(first_comment(written.options), links[len(written.links) :]),
    )
