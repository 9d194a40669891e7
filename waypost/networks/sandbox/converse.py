"""What people say to an account on the sandbox. Answers leave by `publish`, as posts do."""

from waypost.networks.contract import Account, Arrival, Arrivals, Speaker
from waypost.networks.sandbox import client


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what was said to the account after `cursor`. Raises TryLater or Disconnected."""
    found = client.look(account, "/api/arrivals", client.ArrivalsAnswer, {"after": cursor})
    return Arrivals(
        messages=tuple(
            Arrival(
                remote_id=said.id,
                address=said.address,
                by=Speaker(remote_id=said.by.id, handle=said.by.handle, name=said.by.name),
                text=said.text,
                at=said.at,
                url=said.url,
                in_reply_to=said.in_reply_to,
                root=said.root,
                wave=said.wave,
            )
            for said in found.messages
        ),
        cursor=found.cursor,
        more=found.more,
    )
