from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Notice
from waypost.foundation.notices.queries import open_tasks
from waypost.loop.strategy import auditing
from waypost.loop.strategy.actions import audits
from waypost.loop.strategy.domain.audit import Activity
from waypost.loop.strategy.models import Audit, AuditedAccount
from waypost.loop.strategy.tests.factories import accepted_strategy, audited, member_of, open_audit
from waypost.toolkit.refusal import Refusal

HERE = "/tern/strategy/audits/"


@pytest.fixture
def posted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gallery posted three days ago; nothing is known of the other channels."""
    gallery = world.channel("gallery").pk
    last = world.workspace.today - timedelta(days=3)
    known = {
        gallery: Activity(last_post_on=last, posts=40, interactions=900, best="Fog", best_interactions=80)
    }
    monkeypatch.setattr(auditing, "_sources", [lambda access, since, until: known])


def sent(account: AuditedAccount, **said: Any) -> dict[str, Any]:
    return {"owner": "", "purpose": "", "address": "", "best": "", "verdict": "", "note": "", **said}


def at(account: AuditedAccount, rest: str = "") -> str:
    return f"{HERE}{account.audit_id}/accounts/{account.pk}/{rest}"


@pytest.mark.usefixtures("posted")
def test_an_audit_begins_with_the_channels_as_they_are(world: World) -> None:
    accepted_strategy(world)
    Channel.objects.filter(pk=world.channel("journal").pk).update(health="disconnected")

    rows = {row.channel_id: row for row in open_audit(world).accounts.all()}

    gallery, journal = rows[world.channel("gallery").pk], rows[world.channel("journal").pk]
    assert len(rows) == 3
    assert (gallery.posts, gallery.interactions, gallery.best) == (40, 900, "Fog")
    assert gallery.purpose
    assert gallery.aim
    assert gallery.is_connected
    assert not journal.is_connected
    assert journal.last_post_on is None


def test_only_one_audit_is_open_at_a_time(world: World) -> None:
    open_audit(world)

    with pytest.raises(Refusal, match="open already"):
        open_audit(world)


@pytest.mark.usefixtures("posted")
def test_the_page_ranks_with_reasons(world: World) -> None:
    account = audited(world)

    page = world.client("strategist").get(f"{HERE}{account.audit_id}/").content.decode()

    assert page.index("Old shop") < page.index("Fog")
    assert "Nobody looks after it." in page
    assert "Worked best" in page


def test_an_account_is_written_down_by_hand(world: World) -> None:
    account, owner = audited(world), member_of(world, "manager")
    words = sent(
        account, owner=owner.pk, purpose="For regulars.", last_post_on="2020-05-01", missing=["link"]
    )

    answer = world.client("strategist").post(at(account), words)

    account.refresh_from_db()
    assert answer.status_code == 302
    assert (account.owner, account.purpose, account.missing, account.looked) == (
        owner,
        "For regulars.",
        ["link"],
        True,
    )


def test_who_administers_an_account_is_written_down_and_shown_again(world: World) -> None:
    account, client = audited(world), world.client("strategist")
    words = sent(account, administrators="Mara Lind, owner\nTom Brandt", left="Jonas Beck, intern")

    client.post(at(account), words)

    account.refresh_from_db()
    page = client.get(at(account)).content.decode()
    assert [(each.words, each.has_left) for each in account.who_gets_in or ()] == [
        ("Mara Lind, owner", False),
        ("Tom Brandt", False),
        ("Jonas Beck, intern", True),
    ]
    assert "Mara Lind, owner\nTom Brandt</textarea>" in page
    assert "Jonas Beck, intern</textarea>" in page
    assert "Jonas Beck has left, and can still get in and change it." in page


def test_who_left_and_stays_at_once_is_said_at_the_field_and_nothing_is_lost(world: World) -> None:
    account = audited(world)
    words = sent(account, administrators="Mara Lind", left="mara lind", purpose="For regulars.")

    answer = world.client("strategist").post(at(account), words)

    account.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Take Mara Lind out of one of the two lists." in page
    assert "For regulars." in page
    assert account.administrators == []


def test_who_can_get_in_becomes_a_task(world: World) -> None:
    account = audited(world)
    known = {"purpose": "For regulars.", "looked": True, "owner": member_of(world, "manager")}
    last = {"last_post_on": world.workspace.today, "posts": 40}
    admins = [{"name": "Jonas Beck", "role": "", "has_left": True}]
    audits.describe(account, **known, **last, administrators=admins, by=world.actor("strategist"))

    audits.end(account.audit, chosen=[account.pk], by=world.actor("strategist"))

    assert open_tasks(world.access("manager")).get().what == (
        "Fix Old shop (Facebook): take away the access of Jonas Beck; find out how to get in, and let two people in"
    )


def test_an_audit_that_was_never_asked_who_administers_an_account_says_nothing_of_it(world: World) -> None:
    account = audited(world)
    audits.end(account.audit, chosen=[], by=world.actor("strategist"))
    asked = world.client("viewer").get(at(account)).content.decode()
    AuditedAccount.objects.update(administrators=None)

    page = world.client("viewer").get(at(account)).content.decode()

    assert "Nobody is known to administer it." in asked
    assert "administer" not in page


def test_a_wrong_day_is_said_at_its_field(world: World) -> None:
    account = audited(world)

    answer = world.client("strategist").post(at(account), sent(account, last_post_on="yesterday"))

    assert answer.status_code == 422
    assert "Enter a valid date" in answer.content.decode()


def test_an_export_fills_in_what_was_posted(world: World) -> None:
    account = audited(world)
    today = world.workspace.today
    file = SimpleUploadedFile("posts.csv", f"Date,Text,Likes\n{today:%Y-%m-%d},Fog,9\nsoon,,\n".encode())

    answer = world.client("strategist").post(at(account, "export/"), {"file": file}, follow=True)

    account.refresh_from_db()
    assert (account.last_post_on, account.posts, account.best) == (today, 1, "Fog")
    assert "1 without a date were left out" in answer.content.decode()


def test_a_file_that_is_no_table_changes_nothing(world: World) -> None:
    account = audited(world)
    file = SimpleUploadedFile("posts.csv", b"\x89PNG")

    answer = world.client("strategist").post(at(account, "export/"), {"file": file}, follow=True)

    account.refresh_from_db()
    assert "not a table" in answer.content.decode()
    assert account.posts is None


def test_what_is_chosen_becomes_tasks_of_those_responsible(world: World) -> None:
    account = audited(world)
    audits.describe(account, owner=member_of(world, "manager"), by=world.actor("strategist"))
    other = audits.add(account.audit, name="Twin", network="X", by=world.actor("strategist"))
    unchosen = audits.add(account.audit, name="Left", network="X", by=world.actor("strategist"))
    due = world.workspace.today + timedelta(days=14)

    world.client("strategist").post(
        f"{HERE}{account.audit_id}/ending/", {"chosen": [account.pk, other.pk], "due_on": f"{due:%Y-%m-%d}"}
    )

    given, mine = open_tasks(world.access("manager")).get(), open_tasks(world.access("strategist")).get()
    unchosen.refresh_from_db()
    assert given.what.startswith("Fix Old shop (Facebook): ")
    assert (given.href, given.due_on) == (at(account), due)
    assert mine.what.startswith("Cut Twin (X)")
    assert unchosen.task is None
    assert not Audit.objects.get().is_open


def test_whoever_got_tasks_out_of_an_audit_is_told_once_for_all(world: World) -> None:
    account = audited(world)
    other = audits.add(account.audit, name="Twin", network="X", by=world.actor("strategist"))
    mine = audits.add(account.audit, name="Mine", network="X", by=world.actor("strategist"))
    for each in (account, other):
        audits.describe(each, owner=member_of(world, "manager"), by=world.actor("strategist"))

    audits.end(account.audit, chosen=[account.pk, other.pk, mine.pk], by=world.actor("strategist"))

    told = Notice.objects.get(kind="audit")
    assert told.person == world.person("manager")  # the one who ended it knows
    assert told.sentence == "Sunniva Vale ended the audit of the accounts. 2 tasks of it are yours."
    assert told.href == f"{HERE}{account.audit_id}/"


def test_what_a_person_decided_counts_before_what_is_suggested(world: World) -> None:
    account = audited(world)
    audits.describe(account, verdict="cut", note="Ask for the password first.", by=world.actor("strategist"))

    audits.end(account.audit, chosen=[account.pk], by=world.actor("strategist"))

    assert open_tasks(world.access("strategist")).get().what == (
        "Cut Old shop (Facebook): Ask for the password first."
    )


def test_what_is_kept_is_no_task(world: World) -> None:
    account = audited(world)
    audits.describe(account, verdict="keep", by=world.actor("strategist"))

    audits.end(account.audit, chosen=[account.pk], by=world.actor("strategist"))

    assert not open_tasks(world.access("strategist")).exists()


def test_a_long_task_still_fits(world: World) -> None:
    account = audited(world)
    parts = ["picture", "words", "link", "contact", "look"]
    audits.describe(account, looked=True, missing=parts, verdict="fix", by=world.actor("strategist"))

    audits.end(account.audit, chosen=[account.pk], by=world.actor("strategist"))

    assert len(open_tasks(world.access("strategist")).get().what) == 200


def test_an_ended_audit_stays_as_it_is(world: World) -> None:
    account = audited(world)
    audits.end(account.audit, chosen=[], by=world.actor("strategist"))

    with pytest.raises(Refusal, match="has ended"):
        audits.describe(account, note="Late.", by=world.actor("strategist"))
    page = world.client("strategist").get(at(account)).content.decode()
    assert '<form method="post" class="form"' not in page


def test_an_audit_of_nothing_does_not_end(world: World) -> None:
    audit = open_audit(world)
    for account in audit.accounts.all():
        audits.remove(account, by=world.actor("strategist"))

    with pytest.raises(Refusal, match="no account"):
        audits.end(audit, chosen=[], by=world.actor("strategist"))


def test_audits_are_listed_with_what_came_out(world: World) -> None:
    account = audited(world)
    audits.end(account.audit, chosen=[], by=world.actor("strategist"))
    client = world.client("strategist")

    page = client.get(HERE).content.decode()
    answer = client.post(HERE)

    assert "Begin an audit" in page
    assert answer.headers["Location"] == f"{HERE}{Audit.objects.get(ended_at=None).pk}/"


def test_a_viewer_reads_an_audit_and_changes_nothing(world: World) -> None:
    account = audited(world)
    client = world.client("viewer")

    assert "Save" not in client.get(at(account)).content.decode()
    assert client.post(at(account), sent(account)).status_code == 403
    assert client.post(HERE).status_code == 403


def test_an_audit_of_many_accounts_asks_seldom(world: World, django_assert_max_num_queries: Any) -> None:
    audit = open_audit(world)
    for number in range(30):
        audits.add(audit, name=f"Account {number}", network="X", by=world.actor("strategist"))
    client = world.client("strategist")
    client.get(f"{HERE}{audit.pk}/")

    with django_assert_max_num_queries(15):
        client.get(f"{HERE}{audit.pk}/")
