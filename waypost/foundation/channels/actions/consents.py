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
from waypost.toolkit.refusal import Refusal

# Servers forget applications that nobody has consented to after a day (Mastodon's vacuum, 2026-07); then the person
# would read a page of errors there and never come back. Being introduced again costs one call.
REMEMBERED_FOR = timedelta(hours=12)


def begin(
    workspace: Workspace,
    *,
    network: str,
    server: str,
    redirect_uri: str,
    again: Channel | None = None,
    by: Actor,
) -> tuple[Journey, str]:
    """Introduce this installation to the server that a person typed; give their journey and where it leads."""
    access = require(by, "channel.connect", workspace.pk)
    if again is not None:
        usable_channel(access, again.pk)
    assert by.person_id is not None, "only people consent"
    with asking():
        connector = registry.consenting(network)
        found = connector.server_of(server)
        known = _known(network, found, redirect_uri)
        fresh = None if known else connector.register(found, redirect_uri)
    journey = Journey(
        person_id=by.person_id,
        workspace=workspace.slug,
        network=network,
        server=found,
        redirect_uri=redirect_uri,
        state=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        until=(clock.now() + TIME_FOR_IT).isoformat(),
        again_id=again.pk if again is not None else None,
    )
    application = known or fresh
    assert application is not None
    _note(workspace, journey, fresh, by=by)
    url = connector.consent_url(found, application, journey.consent, anew=_may_be_another(workspace, journey))
    return journey, url


def exchange(journey: Journey, code: str) -> Grant:
    """Exchange what the person came back with for a token. A Refusal when it is no good, or no longer."""
    application = application_at(journey.network, journey.server, journey.redirect_uri)
    if application is None:
        raise Refusal("That way back is not known any more. Connect once more.")
    names = application.known_as
    with asking():
        try:
            found = registry.consenting(journey.network).token_for(
                journey.server, names, journey.consent, code
            )
        except Rejected as error:
            raise Refusal(error.reason) from error
    return Grant(found, names)


def _known(network: str, server: str, redirect_uri: str) -> contract.Application | None:
    """What the server calls us, if it was told lately and our keys still open it."""
    found = application_at(network, server, redirect_uri)
    if found is None or found.registered_at < clock.now() - REMEMBERED_FOR:
        return None
    try:
        return found.known_as
    except Refusal:
        return None


def _may_be_another(workspace: Workspace, journey: Journey) -> bool:
    """Whether an account of that server is connected already, so that the person may mean another one."""
    taken = Channel.objects.filter(workspace=workspace, network=journey.network, server=journey.server)
    return journey.again_id is None and taken.exists()


@transaction.atomic
def _note(workspace: Workspace, journey: Journey, fresh: contract.Application | None, *, by: Actor) -> None:
    if fresh is not None:
        Application.objects.update_or_create(
            network=journey.network,
            server=journey.server,
            redirect_uri=journey.redirect_uri,
            defaults={
                "client_id": fresh.client_id,
                "locked_secret": settings.WAYPOST.vault.lock(fresh.client_secret),
                "registered_at": clock.now(),
            },
        )
    record("channel.consent_asked", workspace, by=by, workspace_id=workspace.pk, server=journey.server)
