"""Gives a home a channel that is heard at once: `python -m tests.chaos.hearing <server> <id> <handle> <token>`.

Run in the home's own environment, its database migrated. With `said` alone it prints what is in the inbox, as JSON.
"""

import json
import sys

import django


def main() -> None:
    django.setup()
    from tests.world import World  # noqa: PLC0415 (Django must be set up first)
    from waypost.loop.engagement.models import Message  # noqa: PLC0415
    from waypost.loop.engagement.tests.lines import elephant  # noqa: PLC0415
    from waypost.networks.contract import Account  # noqa: PLC0415

    match sys.argv[1:]:
        case ["said"]:
            print(json.dumps(list(Message.objects.order_by("at", "pk").values_list("text", flat=True))))
        case [server, remote_id, handle, token]:
            elephant(World.build(), Account(remote_id=remote_id, handle=handle, server=server, token=token))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
