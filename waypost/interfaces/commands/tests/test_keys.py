from threading import Event

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.models import Entry
from waypost.foundation.notices.models import Notice
from waypost.foundation.processes.actions import installation
from waypost.interfaces.commands import checks, keys
from waypost.interfaces.commands.main import main
from waypost.loop.publishing import publisher
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import new_key


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

    assert keys.rotate() == len(world.channels) + 2

    new = settings.WAYPOST.encryption_keys
    assert new[1:] == old
    (home / "keys" / "tokens").write_text(new[0] + "\n")
    assert keys.unreadable() == []
    factor = Authenticator.objects.get()
    assert settings.WAYPOST.vault.unlock(factor.data["secret"]).reveal() == "totp"
    assert Entry.objects.filter(verb="second_factor.rotated").count() == 1
    assert (home / "keys" / "tokens").stat().st_mode & 0o077 in {0, 0o044}


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
