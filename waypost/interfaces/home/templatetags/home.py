"""How the journal is told on Home."""

from django.template import Library

from waypost.foundation.journal.domain.words import words_of
from waypost.foundation.journal.models import Entry

register = Library()


@register.filter
def told(entry: Entry) -> str:
    """What happened: “Post approved: Low tide at nine”."""
    return f"{words_of(entry.verb)}: {entry.subject_label}"
