"""Channels to rehearse on: accounts of a new brand on the simulated network of this machine."""

from django.conf import settings
from django.utils.text import slugify

from waypost.foundation.channels.actions import channels
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.networks.contract import Account, NetworkError
from waypost.networks.sandbox import connect as sandbox
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


def signed_up(brand: str, place: str) -> Account:
    """An account of its own on the sandbox network for each place, under the first handle that is free."""
    wanted = slugify(f"{brand} {place}")[:30].strip("-") or "brand"
    server = settings.WAYPOST.sandbox_address
    for number in range(1, 50):
        handle = wanted if number == 1 else f"{wanted}-{number}"
        try:
            return sandbox.sign_up(server, handle, f"{brand} on {place}")
        except NetworkError as error:
            if getattr(error, "code", "") != "handle_taken":
                raise Refusal(
                    "The rehearsal network on this machine does not answer. Start Waypost with `waypost up` and try again."
                ) from error
    raise Refusal("That name is taken on the rehearsal network. Choose another one.", field="name")


def rehearsing_on(workspace: Workspace, place: str, account: Account, by: Actor, key: str = "") -> Channel:
    """Connect such an account as the channel that a strategy calls `key`."""
    return channels.connect(
        workspace,
        network="sandbox",
        server=account.server,
        token=Secret(account.token),
        name=place,
        key=key or slugify(place),
        by=by,
    )
