"""What happened, in words: a verb of the journal says it itself, and where it cannot, this page does."""

from waypost.toolkit.wording import _

_SAID = {
    "channel.needs_attention": _("Channel needs attention"),
    "notice.told": _("People were told"),
    "person.joined": _("Account made"),
    "workspace.timezone_changed": _("Time zone changed"),
    "workspace.edited": _("Settings changed"),
    "workspace.founded": _("Brand founded"),
    "organisation.renamed": _("Organisation renamed"),
}


def words_of(verb: str) -> str:
    """`post.approved` as "Post approved"."""
    return _SAID.get(verb) or verb.replace(".", " ").replace("_", " ").capitalize()
