"""What was consented to is taken back at the network too, where that can be told; a token that is forgotten here opens nothing."""

import logging
from dataclasses import dataclass

from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.processes import queries as processes
from waypost.networks import registry
from waypost.networks.contract import Account, Application, NetworkError, Token
from waypost.toolkit.http import HttpError
from waypost.toolkit.refusal import Refusal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Given:
    """A token that a network gave by consent, with the names under which it did."""

    network: str
    account: Account
    token: Token
    application: Application


def given(channel: Channel) -> Given | None:
    """What the network gave for a channel, if it can be taken back; not where another Waypost may live on it."""
    if registry.revoker(channel.network) is None or not channel.locked_token or processes.is_held():
        return None
    life = TokenLife.objects.filter(channel=channel).first()
    try:
        application = life.application if life is not None else None
        if life is None or application is None:
            return None
        account = channel.account
        return Given(channel.network, account, life.token(account.token), application)
    except Refusal:  # no key opens it any more
        return None


def take_back(given: Given) -> None:
    """Tell the network. Where it does not hear it, the token ends by itself, and nobody has it any more."""
    revoker = registry.revoker(given.network)
    assert revoker is not None, "only what can be taken back was given"
    try:
        revoker.revoke(given.account, given.token, given.application)
    except (NetworkError, HttpError) as error:
        log.warning("token.not_taken_back", extra={"network": given.network, "error": type(error).__name__})
