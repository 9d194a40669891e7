from threading import Event

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings

from waypost.foundation.channels.models import Application, Channel, TokenLife
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.actions import push_keys
from waypost.foundation.notices.domain.webpush import public_of
from waypost.foundation.notices.models import Notice
from waypost.foundation.notices.queries import push_key
from waypost.foundation.notices.tests.factories import device_of
from waypost.foundation.processes.actions import installation
from waypost.interfaces.commands import checks, keys
from waypost.interfaces.commands.main import main
from waypost.loop.listening.models import IdeaMailbox
from waypost.loop.publishing import publisher
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Vault, new_key


@pytest.fixture
def home(tmp_path, monkeypatch, world):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "tokens").write_text("\n".join(settings.WAYPOST.encryption_keys) + "\n")
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"home": tmp_path}))
    return tmp_path


def test_a_new_key_comes_in_front_and_everything_is_encrypted_with_it(home, world):
    vault = settings.WAYPOST.vault
    Authenticator.objects.create(
        user=world.person("owner"), type=Authenticator.Type.TOTP, data={"secret": vault.lock("totp")}
    )
    old = settings.WAYPOST.encryption_keys

    assert keys.rotate() == len(world.channels) + 3

    new = settings.WAYPOST.encryption_keys
    assert new[1:] == old
    (home / "keys" / "tokens").write_text(new[0] + "\n")
    assert keys.unreadable() == []
    factor = Authenticator.objects.get()
    assert settings.WAYPOST.vault.unlock(factor.data["secret"]).reveal() == "totp"
    assert Entry.objects.filter(verb="second_factor.rotated").count() == 1
    assert (home / "keys" / "tokens").stat().st_mode & 0o077 in {0, 0o044}


def test_whatever_is_stored_in_secret_opens_with_the_new_key_alone(home, world):
    lock = settings.WAYPOST.vault.lock
    gallery = world.channel("gallery")
    TokenLife.objects.create(
        workspace=world.workspace, channel=gallery, given_at=clock.now(),
        locked_refresh=lock("refresh"), locked_client_secret=lock("ours"),
    )  # fmt: skip
    Application.objects.create(network="mastodon", server=gallery.server, locked_secret=lock("ours"))
    IdeaMailbox.objects.create(workspace=world.workspace, locked_password=lock("letters"))
    installation.settle()

    keys.rotate()

    alone = Vault(settings.WAYPOST.encryption_keys[:1])
    for model in apps.get_models():
        for field in (field for field in model._meta.concrete_fields if field.name.startswith("locked_")):
            locked = list(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
            assert locked, (
                f"Make a row of {model._meta.label} with {field.name} here, and rotate it in keys.py."
            )
            assert all(alone.unlock(each).reveal() for each in locked)


def test_after_a_rotation_a_publisher_with_the_old_key_alone_is_refused(home, world):
    installation.settle()
    installation.check_keys()
    old = settings.WAYPOST.encryption_keys
    keys.rotate()
    (home / "keys" / "tokens").write_text("\n".join(old) + "\n")

    with pytest.raises(Refusal, match="connect every channel again"):
        publisher.run(Event())
    [found] = [finding for finding in checks.findings() if finding.key == "keys"]
    assert (found.state, found.sentence) == (checks.State.BAD, "No publisher starts here.")


def test_tokens_that_no_key_opens_are_found(home, world):
    (home / "keys" / "tokens").write_text(new_key() + "\n")

    assert keys.unreadable() == list(Channel.objects.order_by("pk"))


def test_whatever_else_no_key_opens_is_counted_and_named_with_what_to_do(home, world):
    vault, gallery = settings.WAYPOST.vault, world.channel("gallery")
    TokenLife.objects.create(
        workspace=world.workspace, channel=gallery, given_at=clock.now(), locked_refresh=vault.lock("more")
    )
    Application.objects.create(network="mastodon", server="pier.example", locked_secret=vault.lock("ours"))
    IdeaMailbox.objects.create(
        workspace=world.workspace, address="ideas@tern.example", locked_password=vault.lock("letters")
    )
    for person in (world.person("owner"), world.person("manager")):
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.TOTP, data={"secret": vault.lock("totp")}
        )
    device_of(world, "manager")
    push_keys.rotate(by=keys.BY)
    (home / "keys" / "tokens").write_text(new_key() + "\n")
    gallery.locked_token = settings.WAYPOST.vault.lock("another")
    gallery.save(update_fields=["locked_token"])

    found = [finding for finding in checks.findings() if finding.key == "secrets"]

    owner, manager = world.person("owner").email, world.person("manager").email
    assert [finding.sentence for finding in found] == [
        f"What renews 1 channel cannot be read with the keys at hand: {gallery}.",
        "What proves to 1 server who we are cannot be read with the keys at hand: pier.example.",
        "The password of 1 mailbox for ideas cannot be read with the keys at hand: ideas@tern.example.",
        f"The second step of 2 people cannot be read with the keys at hand: {', '.join(sorted([manager, owner]))}.",
        f"What shows notices on the devices of 1 person cannot be read with the keys at hand: {manager}.",
    ]
    assert {finding.state for finding in found} == {checks.State.BAD}
    assert all(finding.mend.startswith("Put the old key back, or ") for finding in found)


def test_where_every_key_is_there_doctor_says_so_once(home, world):
    push_keys.rotate(by=keys.BY)

    [found] = [finding for finding in checks.findings() if finding.key in {"keys", "secrets"}]

    assert (found.state, found.sentence) == (checks.State.GOOD, "Every stored secret can be read.")


def test_devices_know_the_installation_by_the_same_key_after_the_oldest_was_dropped(home, world):
    known_by = public_of(push_key())

    for _ in range(2):
        keys.rotate()
        (home / "keys" / "tokens").write_text(settings.WAYPOST.encryption_keys[0] + "\n")

    assert public_of(push_key()) == known_by


def test_where_keys_are_lost_for_good_devices_are_allowed_under_another_that_lasts(home, world):
    keys.rotate()
    known_by = public_of(push_key())
    (home / "keys" / "tokens").write_text(new_key() + "\n")

    keys.accept()

    another = public_of(push_key())
    assert another != known_by
    assert not [each for each in keys.lost() if "devices" in each.sentence]
    (home / "keys" / "tokens").write_text("\n".join([new_key(), *settings.WAYPOST.encryption_keys]))
    push_keys.rotate(by=keys.BY)
    (home / "keys" / "tokens").write_text(settings.WAYPOST.encryption_keys[0])
    assert public_of(push_key()) == another


def test_where_keys_are_lost_for_good_channels_are_out_and_what_is_queued_there_is_held(home, world, capsys):
    installation.check_keys()
    queued = scheduled_publication(world)
    (home / "keys" / "tokens").write_text(new_key() + "\n")
    again = world.channel("journal")
    again.locked_token = settings.WAYPOST.vault.lock("another")
    again.save(update_fields=["locked_token"])

    assert main(["doctor", "--accept-keys"]) == 0

    lost = len(world.channels)
    assert f"{lost} channels have tokens that these keys cannot read" in capsys.readouterr().out
    out = Channel.objects.filter(health=Channel.Health.ATTENTION)
    assert set(out) == set(Channel.objects.exclude(pk=again.pk))
    queued.refresh_from_db()
    assert (queued.state, queued.wants_channel) == (State.HELD, True)
    sentence = Notice.objects.filter(kind="channel_out", workspace=world.workspace)[0].sentence
    assert "must be connected again: Its token was encrypted with a key" in sentence
