"""Every page by which people come in, in our own look, with what allauth promises behind it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.world import World
from waypost.foundation.people.models import Person

PASSWORD = "a lantern by the harbour"


@pytest.fixture
def ada(world: World) -> Person:
    person = world.person("approver")
    person.set_password(PASSWORD)
    person.save()
    return person


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_password_lets_its_person_in(client: Client, ada: Person) -> None:
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})

    assert signed_in_as(client) == str(ada.pk)


def test_a_wrong_password_does_not(client: Client, ada: Person) -> None:
    answer = client.post(reverse("account_login"), {"login": ada.email, "password": "guess"})

    assert signed_in_as(client) is None
    assert b"not correct" in answer.content


def test_the_sixth_wrong_password_in_a_row_is_not_even_looked_at(client: Client, ada: Person) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), {"login": ada.email, "password": "guess"})

    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})

    assert signed_in_as(client) is None


def test_the_limit_is_kept_where_every_process_sees_it(client: Client, ada: Person) -> None:
    client.post(reverse("account_login"), {"login": ada.email, "password": "guess"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM people_remembered WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] > 0


def test_a_code_by_mail_lets_in(client: Client, ada: Person) -> None:
    client.post(reverse("account_request_login_code"), {"email": ada.email})
    code = re.search(r"^ {4}(\S+)$", mail.outbox[0].body, re.MULTILINE)
    assert code

    client.post(reverse("account_confirm_login_code"), {"code": code[1]})

    assert signed_in_as(client) == str(ada.pk)


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, ada: Person) -> None:
    known = client.post(reverse("account_request_login_code"), {"email": ada.email})
    unknown = Client().post(reverse("account_request_login_code"), {"email": "nobody@tern.example"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [[ada.email]]


def test_the_page_of_the_code_says_where_it_is_printed_without_a_mail_server(
    client: Client, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(reverse("account_request_login_code"))
    monkeypatch.setattr(
        settings, "WAYPOST", settings.WAYPOST.model_copy(update={"mail_url": "smtp://mail.example"})
    )
    page_with_mail = client.get(reverse("account_request_login_code"))

    assert b"printed in the terminal where Waypost runs" in page.content
    assert b"printed in the terminal" not in page_with_mail.content


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client: Client, ada: Person) -> None:
    client.post(reverse("account_reset_password"), {"email": ada.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert link

    form = client.get(link[1], follow=True)
    new = "a new lantern by the sea"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    ada.refresh_from_db()
    assert ada.check_password(new)


def test_a_person_with_an_app_is_asked_for_its_code(client: Client, ada: Person) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)

    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    before = signed_in_as(client)
    page = client.get(reverse("mfa_authenticate"))
    counter = next(iter(yield_hotp_counters_from_time()))
    client.post(reverse("mfa_authenticate"), {"code": f"{hotp_value(secret, counter):06d}"})

    assert before is None
    assert b"The second step" in page.content
    assert signed_in_as(client) == str(ada.pk)


def test_the_secret_of_an_app_is_encrypted_at_rest(ada: Person) -> None:
    secret = generate_totp_secret()

    TOTP.activate(ada, secret)

    assert secret not in str(Authenticator.objects.get(user=ada).data)


def test_changing_how_one_signs_in_asks_for_the_password_again(client: Client, ada: Person) -> None:
    client.force_login(ada, backend=settings.AUTHENTICATION_BACKENDS[0])

    answer = client.get(reverse("mfa_activate_totp"))
    asked = client.get(answer["Location"])

    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert b"Is it you?" in asked.content


def test_the_picture_of_an_app_s_key_needs_no_script_and_no_other_server(client: Client, ada: Person) -> None:
    client.force_login(ada, backend=settings.AUTHENTICATION_BACKENDS[0])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    page = client.get(reverse("mfa_activate_totp"))

    assert b'src="data:image/svg+xml;base64,' in page.content


def test_the_address_that_one_signs_in_with_cannot_be_taken_away(client: Client, ada: Person) -> None:
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "ada@elsewhere.example", "action_add": "1"})

    client.post(reverse("account_email"), {"email": ada.email, "action_remove": "1"})

    ada.refresh_from_db()
    assert ada.email == "approver@tern.example"


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    answer = client.post(reverse("account_signup"), {"email": "stranger@tern.example", "password1": PASSWORD})

    assert b"by invitation" in answer.content
    assert not Person.objects.filter(email="stranger@tern.example").exists()


def test_a_new_address_counts_once_its_link_was_opened(client: Client, ada: Person) -> None:
    client.post(reverse("account_login"), {"login": ada.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"email": "ada@elsewhere.example", "action_add": "1"})
    ada.refresh_from_db()
    before = ada.email
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)
    assert link

    page = client.get(link[1])
    client.post(link[1])

    ada.refresh_from_db()
    assert before == "approver@tern.example"
    assert b"Confirm this address" in page.content
    assert ada.email == "ada@elsewhere.example"


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_request_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
    ],
)
def test_the_pages_before_signing_in_are_ours_and_carry_no_script_of_their_own(
    client: Client, db: None, name: str
) -> None:
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert_is_ours(page.content.decode())


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_email",
        "account_set_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_generate_recovery_codes",
        "people:account",
    ],
)
def test_the_pages_of_an_account_are_ours_and_carry_no_script_of_their_own(world: World, name: str) -> None:
    page = world.client("manager").get(reverse(name))

    assert page.status_code == 200
    assert_is_ours(page.content.decode())


def test_the_pages_of_a_passkey_are_ours(world: World) -> None:
    key = Authenticator.objects.create(
        user=world.person("manager"), type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
    )
    client = world.client("manager")
    mark_as_just_proven(client, key)

    rename = client.get(reverse("mfa_edit_webauthn", args=[key.pk]))
    remove = client.get(reverse("mfa_remove_webauthn", args=[key.pk]))
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Old phone"})

    key.refresh_from_db()
    assert_is_ours(rename.content.decode())
    assert_is_ours(remove.content.decode())
    assert key.data["name"] == "Old phone"


def mark_as_just_proven(client: Client, key: Authenticator) -> None:
    session = client.session
    session["account_authentication_methods_user"] = str(key.user_id)
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": 9e12, "id": key.pk, "type": "webauthn", "reauthenticated": True}
    ]
    session.save()


def assert_is_ours(html: str) -> None:
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert 'class="plain-page"' in html
    assert all(not body.strip() or 'type="application/json"' in attributes for attributes, body in scripts)
    assert not re.search(r"\son\w+=", html)
