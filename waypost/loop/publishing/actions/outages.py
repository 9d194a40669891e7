"""What people are told of a channel that is out, is about to be, or is back: at once, and once."""

from textwrap import shorten

from django.db import transaction
from django.urls import reverse
from django.utils import dateformat

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import kept_out_of, token_life
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.queries import require
from waypost.toolkit.wording import _, count


@transaction.atomic
def tell_of_end(channel: Channel, *, held: int, by: Actor) -> list[Notice]:
    """Tell those who connect channels that this one is out, why, and how much is held."""
    require(by, "channel.connect", channel.workspace_id)
    stopped = f" {count(held, 'post is', 'posts are')} held until then." if held else ""
    sentence = f"{channel.name} must be connected again: {_short(channel.health_reason)}{stopped}"
    return _tell(channel, "channel_out", sentence, urgent=True, by=by)


@transaction.atomic
def tell_of_coming_end(channel: Channel, *, by: Actor) -> list[Notice]:
    """Tell those who connect channels when this one stops unless one of them connects it again."""
    require(by, "channel.connect", channel.workspace_id)
    life = token_life(channel)
    if life is None or not life.is_ending:
        return []
    assert life.ends_at is not None, "what is ending has an end"
    local = channel.workspace.local(life.ends_at)
    why = _short(life.trouble) or _("The network does not renew its token.")
    sentence = (
        f"{channel.name} stops on {dateformat.format(local, 'l j F, H:i')} unless you connect it again. {why}"
    )
    return _tell(channel, "channel_ending", sentence, urgent=True, by=by)


@transaction.atomic
def tell_of_return(channel: Channel, *, resumed: int, missed: int, by: Actor) -> list[Notice]:
    """Tell those who connect channels that this one is back, where anything was held for it."""
    require(by, "channel.connect", channel.workspace_id)
    if not resumed and not missed:
        return []
    went = [f"{count(resumed, 'post goes', 'posts go')} on"] if resumed else []
    if missed:
        went.append(f"{count(missed, 'was', 'were')} missed")
    sentence = f"{channel.name} is connected again: {', '.join(went)}."
    return _tell(channel, "channel_back", sentence, urgent=False, by=by)


def _short(reason: str) -> str:
    return shorten(reason, 140, placeholder=" …")


def _tell(channel: Channel, kind: str, sentence: str, *, urgent: bool, by: Actor) -> list[Notice]:
    return tell(
        channel.workspace,
        kind=kind,
        sentence=sentence,
        href=reverse(
            "channels:channel", kwargs={"workspace": channel.workspace.slug, "channel_id": channel.pk}
        ),
        who_may="channel.connect",
        without=kept_out_of(channel),
        urgent=urgent,
        once=f"{kind}:{channel.pk}:{channel.token_epoch}:{channel.health_changed_at:%Y%m%d%H%M%S%f}",
        by=by,
    )
