"""What people are told of a server that does not answer for long, and of its return: each brand once."""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import dateformat

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import kept_out_of
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.models import Notice
from waypost.foundation.notices.queries import was_told
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Circuit, Publication
from waypost.loop.publishing.queries.networks import waiting_for
from waypost.toolkit.wording import _, count


@transaction.atomic
def tell_of_silence(workspace: Workspace, *, circuit: Circuit, by: Actor) -> list[Notice]:
    """Tell those who decide on posts that a server is silent, where posts of the brand wait for it."""
    require(by, "publication.see", workspace.pk)
    waiting = waiting_for(circuit).filter(workspace=workspace).count()
    since = circuit.told_since or circuit.failing_since
    if not circuit.is_open or since is None or not waiting:
        return []
    Circuit.objects.filter(pk=circuit.pk, told_since=None).update(told_since=since)
    circuit.refresh_from_db(fields=["told_since"])
    if was_told(workspace, _once("silent", circuit, workspace)):
        return []
    when = dateformat.format(workspace.local(since), "l j F, H:i")
    sentence = (
        f"{circuit.title} since {when}. {count(waiting, 'post waits', 'posts wait')} for it, "
        f"and {'leaves' if waiting == 1 else 'leave'} by {'itself' if waiting == 1 else 'themselves'} when it does."
    )
    return _tell(workspace, circuit, "silent", sentence, "publishing:networks", urgent=True, by=by)


@transaction.atomic
def tell_of_answer(workspace: Workspace, *, circuit: Circuit, by: Actor) -> list[Notice]:
    """Tell those who were told of a silence that it is over, and how many posts were missed meanwhile."""
    require(by, "publication.see", workspace.pk)
    if circuit.is_open or circuit.told_since is None:
        return []
    if not was_told(workspace, _once("silent", circuit, workspace)):
        return []
    missed = Publication.objects.filter(
        channel__in=_channels(workspace, circuit), state=State.MISSED, state_at__gte=circuit.told_since
    ).count()
    sentence, page = _("What waited for it goes out now."), "publishing:queue"
    if missed:
        sentence = f"{count(missed, 'post was missed and wants', 'posts were missed and want')} a new time."
        page = "publishing:missed"
    return _tell(
        workspace, circuit, "answers", f"{circuit.name} answers again. {sentence}", page, urgent=False, by=by
    )


def forget(circuit: Circuit) -> bool:
    """Everybody knows that a server answers again: the next silence is another one."""
    return Circuit.objects.filter(pk=circuit.pk, open_until=None).update(told_since=None) == 1


def _channels(workspace: Workspace, circuit: Circuit) -> QuerySet[Channel]:
    return Channel.objects.filter(workspace=workspace, network=circuit.network, server=circuit.server)


def _once(kind: str, circuit: Circuit, workspace: Workspace) -> str:
    assert circuit.told_since is not None
    return f"{kind}:{circuit.pk}:{workspace.pk}:{circuit.told_since:%Y%m%d%H%M%S%f}"


def _tell(
    workspace: Workspace,
    circuit: Circuit,
    kind: str,
    sentence: str,
    page: str,
    *,
    urgent: bool,
    by: Actor,
) -> list[Notice]:
    kept_out = [kept_out_of(channel) for channel in _channels(workspace, circuit)]
    return tell(
        workspace,
        kind=f"network_{kind}",
        sentence=sentence,
        href=reverse(page, kwargs={"workspace": workspace.slug}),
        who_may="publication.decide",
        without=set.intersection(*kept_out) if kept_out else (),
        urgent=urgent,
        once=_once(kind, circuit, workspace),
        by=by,
    )
