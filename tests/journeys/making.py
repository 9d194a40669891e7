"""Makes what a journey starts from, through the program's own actions: `python -m tests.journeys.making team quay`.

Runs as a process of its own in the home of the program that lives. The last line printed is JSON.
"""

import argparse
import io
import json
import os
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.config.settings")
django.setup()

from tests.journeys.program import REPOSITORY  # noqa: E402
from waypost.foundation.channels.actions import by_hand as hands  # noqa: E402
from waypost.foundation.channels.actions import channels  # noqa: E402
from waypost.foundation.channels.models import Channel  # noqa: E402
from waypost.foundation.journal.domain.actor import Actor  # noqa: E402
from waypost.foundation.people.actions import people  # noqa: E402
from waypost.foundation.people.models import Person  # noqa: E402
from waypost.foundation.workspaces.actions import members, workspaces  # noqa: E402
from waypost.foundation.workspaces.domain.roles import Role  # noqa: E402
from waypost.foundation.workspaces.models import Member, Workspace  # noqa: E402
from waypost.loop.content.actions import attachments, media, posts, reviews  # noqa: E402
from waypost.loop.content.actions.reasons import Reasons  # noqa: E402
from waypost.loop.content.queries import seen_hash, variants_of  # noqa: E402
from waypost.loop.content.tests.pictures import png  # noqa: E402
from waypost.loop.planning.actions import quarters  # noqa: E402
from waypost.loop.publishing.actions import schedule  # noqa: E402
from waypost.loop.strategy.actions import versions  # noqa: E402
from waypost.loop.strategy.domain.yaml import read_yaml  # noqa: E402
from waypost.toolkit import clock  # noqa: E402
from waypost.toolkit.secrets import Secret  # noqa: E402

PASSWORD = "a long walk on the jetty"
EXAMPLE = REPOSITORY / "docs/examples/tern-and-tide.yaml"
CHANNELS = {"gallery": "The gallery", "journal": "The journal", "harbour": "Harbour notes"}
ROLES = (Role.STRATEGIST, Role.MANAGER, Role.APPROVER)
ZONE = "Europe/Lisbon"


def main() -> None:
    """Make one thing."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(required=True)
    a_team = kinds.add_parser("team")
    a_team.add_argument("name")
    a_team.add_argument("--planned", action="store_true", help="with a strategy and four weeks of slots")
    a_team.set_defaults(make=lambda given: team(given.name, planned=given.planned))
    some_channels = kinds.add_parser("channels")
    some_channels.add_argument("slug")
    some_channels.add_argument("names", nargs="+")
    some_channels.set_defaults(make=lambda given: more_channels(given.slug, given.names))
    an_account = kinds.add_parser("account")
    for word in ("slug", "network", "server", "handle", "token"):
        an_account.add_argument(word)
    an_account.set_defaults(
        make=lambda given: account(given.slug, given.network, given.server, given.handle, given.token)
    )
    by_hand = kinds.add_parser("by-hand")
    by_hand.add_argument("slug")
    by_hand.add_argument("network")
    by_hand.set_defaults(make=lambda given: account_by_hand(given.slug, given.network))
    a_post = kinds.add_parser("post")
    a_post.add_argument("slug")
    a_post.add_argument("body")
    a_post.add_argument("--minutes", type=float, default=60.0, help="due so many minutes from now")
    a_post.add_argument("--channel", default="gallery", help="the key of the channel it goes out on")
    a_post.add_argument("--picture", default="", help="with a picture of which this is the alt text")
    a_post.add_argument("--in-review", action="store_true", help="submitted, and not approved yet")
    a_post.set_defaults(
        make=lambda given: post(**{name: value for name, value in vars(given).items() if name != "make"})
    )
    given = parser.parse_args()
    print(json.dumps(given.make(given)))


def team(name: str, *, planned: bool) -> dict[str, Any]:
    """A brand with an owner, a strategist, a manager and an approver, and its channels on the sandbox."""
    owner = _person(f"owner@{name}.example", "Odile Tern")
    by = Actor.of_person(owner)
    workspace = workspaces.found(owner, name=name.title(), size="team", timezone=ZONE, by=by)
    for role in ROLES:
        person = _person(f"{role.value}@{name}.example", f"{role.value.title()} Vale")
        members.add(workspace, person=person, roles=[role], by=by)
    for key, words in CHANNELS.items():
        channels.open_account(workspace, network="sandbox", name=f"{words} of {name}", key=key, by=by)
    # Two brands cannot have one handle, but each has channels that its strategy calls by these keys.
    for channel, key in zip(
        Channel.objects.filter(workspace=workspace).order_by("pk"), CHANNELS, strict=True
    ):
        channels.rename(channel, name=CHANNELS[key], key=key, by=by)
    if planned:
        versions.adopt(workspace, strategy=read_yaml(EXAMPLE.read_bytes()), by=by)
        quarters.roll(workspace, by=by)
    handles = dict(Channel.objects.filter(workspace=workspace).values_list("key", "handle"))
    return {"slug": workspace.slug, "name": workspace.name, "password": PASSWORD, **handles}


def more_channels(slug: str, names: list[str]) -> dict[str, Any]:
    """More channels of the brand on the sandbox, called so."""
    workspace = Workspace.objects.get(slug=slug)
    by = _member(slug, Role.OWNER)
    for name in names:
        made = channels.open_account(workspace, network="sandbox", name=f"{name} of {slug}", by=by)
        channels.rename(made, name=name, key=made.key, by=by)
    return dict(Channel.objects.filter(workspace=workspace).values_list("name", "key"))


def account(slug: str, network: str, server: str, handle: str, token: str) -> dict[str, Any]:
    """An account of the brand on a network, connected by what a person brings."""
    workspace, by = Workspace.objects.get(slug=slug), _member(slug, Role.OWNER)
    brought = Secret(token)
    # Every fake calls its account the same, and one name must not stand in another's.
    name = f"{network} of {slug}"
    made = channels.connect(
        workspace, network=network, server=server, handle=handle, token=brought, name=name, by=by
    )
    return {"id": made.pk, "key": made.key, "name": made.name}


def account_by_hand(slug: str, network: str) -> dict[str, Any]:
    """An account of the brand on which the manager posts."""
    workspace, by = Workspace.objects.get(slug=slug), _member(slug, Role.OWNER)
    keeper = Member.objects.get(workspace=workspace, person__email=f"{Role.MANAGER.value}@{slug}.example")
    made = hands.connect(workspace, network=network, handle=f"@{slug}", kept_by=keeper, by=by)
    return {"id": made.pk, "key": made.key, "name": made.name}


def post(slug: str, body: str, minutes: float, channel: str, picture: str, in_review: bool) -> dict[str, Any]:
    """A post of the brand on one channel, due so many minutes from now; approved unless it is to be in review."""
    workspace = Workspace.objects.get(slug=slug)
    writer, approver = _member(slug, Role.MANAGER), _member(slug, Role.APPROVER)
    where = Channel.objects.get(workspace=workspace, key=channel)
    made = posts.draft(workspace, by=writer, body=body, channels=[where], reasons=Reasons(reactive=True))
    if picture:
        added = media.add(workspace, by=writer, file=io.BytesIO(png()), name="tern.png", alt=picture)
        attachments.attach(made, by=writer, media=added)
    due_at = clock.now() + timedelta(minutes=minutes)
    local: datetime = clock.to_local(due_at, workspace.timezone)
    posts.plan(made, by=writer, local=local)
    reviews.submit(made, by=writer)
    if not in_review:
        reviews.approve(made, by=approver, seen=seen_hash(variants_of(made)))
    schedule.follow(made, by=writer)  # as the worker is about to; whoever opens the queue next finds it there
    return {"id": made.pk, "due": due_at.timestamp(), "picture": str(added.file) if picture else ""}


def _person(email: str, name: str) -> Person:
    return people.join(email=email, name=name, password=PASSWORD, by=Actor.system("a journey"))


def _member(slug: str, role: Role) -> Actor:
    return Actor.of_person(Person.objects.get(email=f"{role.value}@{slug}.example"))


if __name__ == "__main__":
    main()
