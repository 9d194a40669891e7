"""What a person reads when a network does not do what connecting needs."""

from collections.abc import Iterator
from contextlib import contextmanager

from waypost.networks.contract import UNKNOWN_ACCOUNT, UNKNOWN_SERVER, Disconnected, Rejected, TryLater
from waypost.networks.registry import UnknownNetwork
from waypost.toolkit.http import AddressRefused, HttpError
from waypost.toolkit.refusal import Refusal

FIELDS = {UNKNOWN_ACCOUNT: "handle", UNKNOWN_SERVER: "server"}
"""The field of the form that a refusal of what somebody typed belongs to."""


@contextmanager
def asking(pasted: str = "token") -> Iterator[None]:
    """Turn a network's errors inside the block into refusals that say what to do; `pasted` is what the person brought."""
    try:
        yield
    except UnknownNetwork as error:
        raise Refusal("Waypost does not know that network. Choose one from the list.") from error
    except Disconnected as error:
        sentence = f"The network does not accept that {pasted}. Copy it again and paste it whole."
        raise Refusal(sentence, field="token") from error
    except Rejected as error:
        if error.code in FIELDS:
            raise Refusal(error.reason, field=FIELDS[error.code]) from error
        raise Refusal(f"The network refused: {error.reason} Correct it and try again.") from error
    except TryLater as error:
        if isinstance(error.__cause__, AddressRefused):
            sentence = "Waypost may not call that address. Type the network's public address."
            raise Refusal(sentence, field="server") from error
        raise Refusal("The network cannot be reached now. Try again in a minute.") from error
    except HttpError as error:
        raise Refusal("The network did not answer as expected. Try again in a minute.") from error
