from django.conf import settings

from tests.actions import Call
from tests.world import World
from waypost.foundation.channels.models import Application, Channel, TokenLife
from waypost.foundation.channels.tests.factories import channel_by_hand
from waypost.foundation.workspaces.models import Member
from waypost.networks import registry
from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret

SERVER, BACK = "https://social.example", "https://waypost.example/channels/return/"


def _member(world: World) -> Member:
    return Member.objects.filter(workspace=world.workspace).order_by("-pk")[0]


def _limited(world: World) -> Member:
    member = _member(world)
    member.limited = True
    member.save(update_fields=["limited"])
    return member


def _known(world: World) -> Call:
    """The token of the gallery's account, made on the sandbox."""
    gallery = world.channel("gallery")
    account = registry.connector("sandbox").sign_up(gallery.server, f"known-{gallery.pk}", gallery.name)
    gallery.remote_id = account.remote_id
    gallery.save(update_fields=["remote_id"])
    return Call(world.workspace, network="sandbox", token=Secret(account.token), again=gallery)


def _away(world: World) -> Call:
    """A journey to a server that knows this installation already."""
    secret = settings.WAYPOST.vault.lock("secret")
    Application.objects.get_or_create(
        network="mastodon",
        server=SERVER,
        redirect_uri=BACK,
        defaults={"client_id": "1", "locked_secret": secret},
    )
    gallery = world.channel("gallery")
    return Call(world.workspace, network="mastodon", server=SERVER, redirect_uri=BACK, again=gallery)


def _by_hand(world: World) -> Call:
    keeper = Member.objects.get(workspace=world.workspace, person=world.person("owner"))
    return Call(
        world.workspace,
        network="by_hand",
        known_as="Instagram",
        handle="@elsewhere",
        kept_by=keeper,
        again=channel_by_hand(world),
    )


def _about_to_end(world: World) -> Call:
    """A channel of the sandbox whose token is due to be renewed."""
    gallery = world.channel("gallery")
    opened = registry.connector("sandbox").sign_up(gallery.server, f"ending-{gallery.pk}", gallery.name)
    gallery.locked_token = settings.WAYPOST.vault.lock(opened.token)
    gallery.save(update_fields=["locked_token"])
    TokenLife.objects.update_or_create(
        channel=gallery,
        defaults={"workspace": gallery.workspace, "given_at": clock.now(), "due_at": clock.now()},
    )
    return Call(gallery)


def _refused_once(world: World) -> Call:
    """A channel whose token the sandbox knows, marked as refused."""
    gallery = world.channel("gallery")
    opened = registry.connector("sandbox").sign_up(gallery.server, f"once-{gallery.pk}", gallery.name)
    gallery.remote_id = opened.remote_id
    gallery.locked_token = settings.WAYPOST.vault.lock(opened.token)
    gallery.health = Channel.Health.ATTENTION
    gallery.save(update_fields=["remote_id", "locked_token", "health"])
    return Call(gallery)


def _known_to(world: World) -> Call:
    """The names by which a server knows this installation."""
    return Call(
        Application.objects.create(server=SERVER, locked_secret=settings.WAYPOST.vault.lock("secret"))
    )


ARGUMENTS = {
    "channels.by_hand.connect": _by_hand,
    "channels.consents.begin": _away,
    "channels.consents.rotate": lambda world: _known_to(world).only("system"),
    "channels.renewals.renew": _about_to_end,
    "channels.terms.refresh": lambda world: Call(world.channel("gallery")),
    "channels.channels.connect": _known,
    "channels.channels.open_account": lambda world: Call(world.workspace, network="sandbox", name="Mine"),
    "channels.channels.rename": lambda world: Call(world.channel("gallery"), name="Mine", key="mine"),
    "channels.channels.disconnect": lambda world: Call(world.channel("gallery")),
    "channels.health.needs_attention": lambda world: Call(world.channel("gallery"), reason="Because."),
    "channels.health.cannot_be_read": lambda world: Call(world.channel("gallery")),
    "channels.health.look_again": _refused_once,
    "channels.limits.limit": lambda world: Call(_member(world), to=[world.channel("gallery")]),
    "channels.limits.admit": lambda world: Call(_limited(world), to=[world.channel("gallery")]),
    "channels.tokens.rotate": lambda world: Call(world.channel("gallery")).only("system"),
}

QUIET = {"channels.terms.refresh": "all servers of the sandbox allow the same"}
