"""How the journal is told on Home."""

from django.template import Library

from waypost.foundation.journal.models import Entry

register = Library()


@register.filter
def told(entry: Entry) -> str:
    """One sentence of what happened: “Ada Fonseca: post approved · Low tide at nine”."""
    what = entry.verb.replace(".", " ").replace("_", " ")
    return f"{entry.actor_label}: {what} · {entry.subject_label}"
