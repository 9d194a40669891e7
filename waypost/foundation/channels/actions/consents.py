"""Connecting by consent: a person says on their own server what Waypost may do, and comes back with a code."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from waypost.foundation.channels.actions.asking import asking
from waypost.foundation.channels.domain.consents import TIME_FOR_IT, Journey
from waypost.foundation.channels.domain.tokens import Grant
from waypost.foundation.channels.models import Application, Channel
from waypost.foundation.channels.queries import application_at, usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.networks import contract, registry
from waypost.networks.contract import Rejected
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

# Servers forget applications that nobody has consented to after a day (Mastodon's vacuum, 2026-07); then the person
# would read a page of errors there and never come back. Being introduced again costs one call.
REMEMBERED_FOR = timedelta(hours=12)


# How a journey is called that began at a name of this machine and comes back to its number.
FROM_LOCALHOST = "localhost."


def begin(
    workspace: Workspace,
    *,
    network: str,
    server: str,
    redirect_uri: str,
    described_at: str = "",
    again: Channel | None = None,
    by: Actor,
) -> tuple[Journey, str]:
    """Introduce this installation to the server that a person typed; give their journey and where it leads.

    `described_at` is where this installation describes itself, for networks whose servers read that.
    """
    access = require(by, "channel.connect", workspace.pk)
    if again is not None:
        usable_channel(access, again.pk)
    assert by.person_id is not None, "only people consent"
    with asking():
        connector = registry.consenting(network)
        found = connector.server_of(server)
        place, back = _place(network, found), redirect_uri
        described, fresh = registry.described(network), None
        if described is not None:
            fresh, back = described.introduced(described_at, redirect_uri)
        application = _known(network, place, back, fresh)
        if application is None:
            fresh = fresh or registry.registering(network).register(found, redirect_uri)
            application = _keep(network, place, back, fresh)
        secret = secrets.token_urlsafe(48)
        journey = Journey(
            person_id=by.person_id,
            workspace=workspace.slug,
            network=network,
            server=found,
            redirect_uri=back,
            state=("" if back == redirect_uri else FROM_LOCALHOST) + secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            until=(clock.now() + TIME_FOR_IT).isoformat(),
            again_id=again.pk if again is not None else None,
            typed=server,
            locked_secret=settings.WAYPOST.vault.lock(secret),
        )
        url = connector.consent_url(
            found, application, journey.consent(secret), anew=_may_be_another(workspace, journey)
        )
    record("channel.consent_asked", workspace, by=by, workspace_id=workspace.pk, server=journey.server)
    return journey, url


def exchange(journey: Journey, code: str, *, came_from: str = "") -> Grant:
    """Exchange what the person came back with for a token. A Refusal when it is no good, or no longer."""
    place = _place(journey.network, journey.server)
    application = application_at(journey.network, place, journey.redirect_uri)
    if application is None:
        raise Refusal("This sign-in is no longer known. Connect once more.")
    names = application.known_as
    locked = journey.locked_secret
    secret = settings.WAYPOST.vault.unlock(locked).reveal() if locked else ""
    with asking():
        try:
            found = registry.consenting(journey.network).token_for(
                journey.server, names, journey.consent(secret, came_from), code
            )
        except Rejected as error:
            raise Refusal(error.reason) from error
    return Grant(found, names)


def _place(network: str, server: str) -> str:
    """The server that knows us by names of its own; nothing where all of them know us by the same."""
    return "" if registry.described(network) is not None else server


def _known(
    network: str, server: str, redirect_uri: str, fresh: contract.Application | None
) -> contract.Application | None:
    """What the server calls us, if our keys still open it and it was told lately, or still reads it as it was."""
    found = application_at(network, server, redirect_uri)
    if found is None:
        return None
    is_current = (
        found.client_id == fresh.client_id
        if fresh is not None
        else found.registered_at >= clock.now() - REMEMBERED_FOR
    )
    try:
        return found.known_as if is_current else None
    except Refusal:
        return None


def _may_be_another(workspace: Workspace, journey: Journey) -> bool:
    """Whether an account of that server is connected already, so that the person may mean another one."""
    taken = Channel.objects.filter(workspace=workspace, network=journey.network, server=journey.server)
    return journey.again_id is None and taken.exists()


@transaction.atomic
def _keep(network: str, server: str, redirect_uri: str, fresh: contract.Application) -> contract.Application:
    """Write down what a server calls us, before it reads what we say of ourselves."""
    kept, _made = Application.objects.update_or_create(
        network=network,
        server=server,
        redirect_uri=redirect_uri,
        defaults={
            "client_id": fresh.client_id,
            "locked_secret": settings.WAYPOST.vault.lock(fresh.client_secret),
            "registered_at": clock.now(),
        },
    )
    return kept.known_as


@transaction.atomic
def rotate(application: Application, *, by: Actor) -> Application:
    """Encrypt what proves to servers who we are with the newest key, after one was added."""
    if not by.is_system:
        raise NotAllowed("Keys are rotated in the terminal of the machine that Waypost runs on.")
    found = Application.objects.select_for_update().get(pk=application.pk)
    found.locked_secret = settings.WAYPOST.vault.rotate(found.locked_secret)
    found.save(update_fields=["locked_secret"])
    record("application.rotated", found, by=by)
    return found
