from dataclasses import replace

from waypost.foundation.channels.forms import AppPasswordForm, TokenForm
from waypost.networks import registry
from waypost.networks.contract import Asked, Box, SignIn

LOOM = replace(
    registry.card("mastodon"),
    sign_in=SignIn.TOKEN,
    home="https://loom.example",
    asks=(
        Asked(box=Box.HANDLE, label="Room", help="Its name, as it stands above its messages."),
        Asked(box=Box.TOKEN, label="Bot token"),
    ),
)


def test_a_network_asks_for_what_its_card_says_in_that_order_and_in_its_words() -> None:
    form = TokenForm(LOOM, None)

    assert [(name, field.label) for name, field in form.fields.items()] == [
        ("handle", "Room"),
        ("token", "Bot token"),
    ]
    assert form.fields["handle"].help_text == "Its name, as it stands above its messages."


def test_without_a_word_of_its_card_a_token_and_its_server_are_asked_for() -> None:
    assert list(TokenForm(replace(LOOM, asks=()), None).fields) == ["server", "token"]
    assert list(AppPasswordForm(replace(LOOM, asks=()), None).fields) == ["handle", "token", "server"]
