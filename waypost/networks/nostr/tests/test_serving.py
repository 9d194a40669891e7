"""All of it over real sockets: a note with a picture, to a relay that wants to know who we are."""

from __future__ import annotations

import pytest

from waypost.networks.contract import Account, Outgoing
from waypost.networks.nostr import change, connect, measure, publish
from waypost.networks.nostr.tests.around import MediaServer
from waypost.networks.nostr.tests.fake import account_of
from waypost.networks.nostr.tests.people import Person
from waypost.networks.nostr.tests.relay import Relay
from waypost.networks.nostr.tests.serving import listening, taking_files
from waypost.networks.tests.fakes import image, ready
from waypost.toolkit import clock, http
from waypost.toolkit.http import setting


def test_a_note_with_a_picture_goes_out_over_real_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "_setting", setting._setting)
    relay, media = Relay(wants_to_know=True, longest=500), MediaServer()
    with listening(relay) as place, taking_files(media) as shelf:
        http.configure([place, shelf], "Waypost (test)")
        tern = Person("tern", relay)
        tern.lists(10_063, ["server", media.address])
        account: Account = account_of(tern)
        now = clock.now()
        outgoing = Outgoing(text="The tide turns at six.", key="k1", media=(image(),), at=now)

        assert connect.verify(account).remote_id == tern.pubkey
        assert connect.terms(account).text_limit == 500
        sent = ready(publish, account, outgoing).send(5)
        assert publish.find(account, outgoing, now, frozenset()) == sent
        assert [post.text for post in measure.history(account, "").posts] == [outgoing.text]
        change.delete(account, sent.remote_id, "k1")

    assert sent.remote_id not in relay.events
    assert list(media.files) == [image().sha256]
    assert relay.let_in == {tern.pubkey}
