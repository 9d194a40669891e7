"""What happened, in words: a verb of the journal says it itself, and where it cannot, this page does."""

from waypost.toolkit.wording import _

_SAID = {
    "campaign.ended": _("Campaign ended"),
    "post.campaign_chosen": _("Post put into a campaign, or out of one"),
    "channel.ending": _("Channel stops unless it is connected again"),
    "change.refused": _("A change to a sent post did not work"),
    "channel.needs_attention": _("Channel needs attention"),
    "channel.network_silent": _("The network did not answer about the token"),
    "channel.renewal_refused": _("The network does not renew the token any more"),
    "channel.token_doubted": _("The network refused the token; a new one is asked for"),
    "channel.token_renewed": _("Token renewed"),
    "goal.tallied": _("Goal counted by hand"),
    "links.decided": _("How links leave was decided"),
    "hold.end_changed": _("Hold given another end"),
    "hold.ended": _("Hold ended by itself"),
    "natives.brought_in": _("Posts made elsewhere came in"),
    "natives.explained": _("Posts made elsewhere got a why"),
    "natives.suggested": _("Posts made elsewhere were looked at"),
    "network.tried": _("A silent network is tried at once"),
    "notice.told": _("People were told"),
    "person.joined": _("Account made"),
    "post.gone": _("Post deleted on its network"),
    "publication.absent": _("Not found on its network"),
    "publication.cancelled": _("Post taken out of the queue"),
    "publication.continued": _("A further part of a post sent"),
    "publication.decided": _("Post decided on"),
    "publication.held": _("Post held back"),
    "publication.missed": _("Post missed its time"),
    "publication.moved": _("Post moved"),
    "publication.needs_checking": _("Post left to a person"),
    "publication.published": _("Post sent"),
    "publication.rejected": _("Post refused by its network"),
    "publication.released": _("Post released"),
    "publication.scheduled": _("Post scheduled"),
    "publication.unknown": _("Post needs checking"),
    "publications.distrusted": _("Posts are looked for after a restore"),
    "look.asked": _("A look at the results was asked for"),
    "approval.ended": _("Approval ended"),
    "publication.edit_asked": _("Sent post to be brought up to date"),
    "publication.edited": _("Sent post brought up to date"),
    "publication.removed": _("Sent post taken down"),
    "publication.take_down_asked": _("Sent post to be taken down"),
    "rehearsal.asked": _("A rehearsal of a week was asked for"),
    "results.followed": _("Posts are measured"),
    "results.regrouped": _("Results follow their post"),
    "results.rolled_up": _("Results added up anew"),
    "workspace.timezone_changed": _("Time zone changed"),
    "workspace.edited": _("Settings changed"),
    "workspace.founded": _("Brand founded"),
    "organisation.renamed": _("Organisation renamed"),
}


def words_of(verb: str) -> str:
    """`post.approved` as "Post approved"."""
    return _SAID.get(verb) or verb.replace(".", " ").replace("_", " ").capitalize()
