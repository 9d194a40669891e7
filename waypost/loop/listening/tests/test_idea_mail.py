from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.loop.content.actions import posts
from waypost.loop.content.models import Media
from waypost.loop.content.tests.pictures import png
from waypost.loop.listening import tasks
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.models import IdeaLetter, IdeaMailbox, IdeaPicture
from waypost.loop.listening.tests.factories import came, chosen_mailbox, stranger_s_letter, written
from waypost.loop.planning.actions import ideas
from waypost.loop.planning.models import Idea
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit import clock, imap
from waypost.toolkit.imap import Letter, NoMailbox
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.secrets import Secret, Vault, new_key

SAID = {
    "address": "ideas@tern.example",
    "server": "imap.tern.example",
    "port": "993",
    "login": "ideas",
    "password": "low tide",
    "folder": "INBOX",
}


class Far:
    """A mailbox elsewhere: letters by number, and what opens it."""

    def __init__(self, *letters, validity=41, first=8):
        self.letters_there = dict(enumerate(letters, start=first))
        self.validity, self.next_uid = validity, first + len(letters)
        self.asked, self.problem = [], ""

    @contextmanager
    def opened(self, host, port, *, login, password, folder="INBOX", seconds=30.0):
        self.asked.append((host, port, login, password.reveal(), folder))
        if self.problem:
            raise NoMailbox(self.problem)
        yield self

    def letters(self, after, most):
        there = sorted(uid for uid in self.letters_there if uid > after)
        yield from (Letter(uid, self.letters_there[uid]) for uid in there[:most])


@pytest.fixture
def far(monkeypatch):
    """Puts a mailbox there."""

    def put(*letters, **said):
        box = Far(*letters, **said)
        monkeypatch.setattr(imap, "opened", box.opened)
        return box

    return put


def member_s(world, role="contributor", **said):
    person = world.person(role)
    return written(f"{person.name} <{person.email.upper()}>", **said)


def test_a_member_s_letter_is_an_idea_with_its_picture(world):
    came(world, member_s(world, subject="Oiling", words="See https://tern.example/", pictures=(png(),)))

    idea = Idea.objects.get(workspace=world.workspace)
    assert (idea.title, idea.note, idea.link) == (
        "Oiling",
        "See https://tern.example/",
        "https://tern.example/",
    )
    assert idea.captured_by == world.person("contributor").name
    assert IdeaPicture.objects.get(idea=idea).media.file.read() == png()


def test_nobody_is_ever_answered(world):
    came(world, member_s(world))
    idea_mail.leave_out(stranger_s_letter(world), by=world.actor("owner"))

    assert mail.outbox == []


def test_a_stranger_s_letter_waits_until_a_member_lets_it_in(world):
    letter = stranger_s_letter(world)
    assert (letter.state, letter.why) == ("waiting", "Nobody here has this address.")
    assert not Idea.objects.filter(workspace=world.workspace).exists()
    assert not Media.objects.filter(workspace=world.workspace).exists()

    world.client("contributor").post(f"/tern/ideas/mail/letters/{letter.pk}/idea/")

    idea = Idea.objects.get(workspace=world.workspace)
    assert idea.note == "They do it by hand.\n\nFrom Rui Pescador"
    assert IdeaPicture.objects.filter(idea=idea).count() == 1
    assert bytes(IdeaLetter.objects.get().content) == b""


def test_what_is_left_out_is_forgotten(world):
    letter = stranger_s_letter(world)

    world.client("manager").post(f"/tern/ideas/mail/letters/{letter.pk}/removal/")

    left = IdeaLetter.objects.get()
    assert (left.state, left.words, bytes(left.content)) == ("declined", "", b"")
    with pytest.raises(Refusal, match="decided on this e-mail already"):
        idea_mail.let_in(left, by=world.actor("owner"))
    assert not Idea.objects.filter(workspace=world.workspace).exists()


@pytest.mark.parametrize(
    ("role", "headers", "why"),
    [
        ("viewer", {}, "Belongs to a member who may not add ideas."),
        ("owner", {"Authentication_Results": "mx; dmarc=fail"}, "Your mail server doubts"),
        ("neighbour", {}, "Nobody here has this address."),
    ],
)
def test_who_is_not_surely_a_member_that_may_waits(world, role, headers, why):
    letter = came(world, member_s(world, role, **headers))

    assert letter.state == "waiting"
    assert letter.why.startswith(why)


def test_a_letter_comes_in_once(world):
    came(world, member_s(world), uid=8)
    came(world, member_s(world), uid=9)

    assert Idea.objects.filter(workspace=world.workspace).count() == 1
    assert IdeaMailbox.objects.get().last_uid == 9


def test_an_answer_by_a_program_is_no_idea(world):
    assert came(world, member_s(world, Auto_Submitted="auto-replied")) is None


def test_an_attachment_that_is_no_picture_stays_out(world):
    came(world, member_s(world, pictures=(b"MZ not a picture",)))

    assert Idea.objects.filter(workspace=world.workspace).exists()
    assert not IdeaPicture.objects.exists()


def test_strangers_do_not_fill_the_brand(world, monkeypatch):
    monkeypatch.setattr(idea_mail, "MOST_WAITING", 1)
    stranger_s_letter(world)

    assert came(world, written(subject="Another one")) is None


def test_a_mailbox_is_opened_before_it_is_kept_and_its_password_is_locked(world, far):
    box = far(b"", b"")

    world.client("owner").post("/tern/ideas/mail/mailbox/", SAID)

    mailbox = IdeaMailbox.objects.get()
    assert box.asked == [("imap.tern.example", 993, "ideas", "low tide", "INBOX")]
    assert (mailbox.validity, mailbox.last_uid) == (41, 9), "what lies in it already stays out"
    assert "low tide" not in mailbox.locked_password
    assert mailbox.password == Secret("low tide")
    assert not any("low tide" in str(entry.details) for entry in Entry.objects.all())


def test_a_mailbox_that_does_not_open_is_not_kept(world, far):
    far().problem = "There is no folder “INBOX” in that mailbox."

    answer = world.client("owner").post("/tern/ideas/mail/mailbox/", SAID)

    assert answer.status_code == 422
    assert "There is no folder" in answer.content.decode()
    assert "low tide" not in answer.content.decode()
    assert not IdeaMailbox.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"server": "imap.tern.example:993"}, "name alone"), ({"password": ""}, "Write the password")],
)
def test_wrong_answers_are_said_before_anybody_is_asked(world, far, changed, field):
    box = far()

    answer = world.client("owner").post("/tern/ideas/mail/mailbox/", SAID | changed)

    assert field in answer.content.decode()
    assert box.asked == []


def test_a_known_password_goes_to_no_other_server(world, far):
    chosen_mailbox(world)
    box = far()

    answer = world.client("owner").post(
        "/tern/ideas/mail/mailbox/", SAID | {"server": "imap.thief.example", "password": ""}
    )

    assert answer.status_code == 422
    assert box.asked == []


def test_a_known_password_stays_when_only_the_folder_changes(world, far):
    chosen_mailbox(world)
    box = far()

    world.client("owner").post(
        "/tern/ideas/mail/mailbox/",
        SAID | {"login": "ideas@tern.example", "password": "", "folder": "Ideas"},
    )

    assert box.asked[0][3:] == ("low tide", "Ideas")
    assert IdeaMailbox.objects.get().folder == "Ideas"


def test_the_timetable_takes_what_is_new(world, far):
    chosen_mailbox(world)
    far(member_s(world, subject="One"), member_s(world, subject="Two"))

    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        tasks.read_mailboxes()
        tasks.read_mailboxes()

    assert {idea.title for idea in Idea.objects.filter(workspace=world.workspace)} == {"One", "Two"}
    assert IdeaMailbox.objects.get().last_uid == 9


def test_a_mailbox_that_numbers_anew_brings_nothing_twice(world, far):
    chosen_mailbox(world)
    came(world, member_s(world, subject="One"))
    far(member_s(world, subject="One"), member_s(world, subject="Two"), validity=42, first=1)

    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        tasks.read_mailboxes()

    assert Idea.objects.filter(workspace=world.workspace).count() == 2
    mailbox = IdeaMailbox.objects.get()
    assert (mailbox.validity, mailbox.last_uid) == (42, 2)


def test_what_goes_wrong_is_said_on_the_page_until_it_goes_well(world, far):
    chosen_mailbox(world)
    box = far()
    box.problem = "Nothing answers there as a mailbox does."

    with clock.frozen_at(clock.now() + timedelta(minutes=5)):
        tasks.read_mailboxes()
    said = world.client("manager").get("/tern/ideas/mail/").content.decode()
    box.problem = ""
    with clock.frozen_at(clock.now() + timedelta(minutes=10)):
        tasks.read_mailboxes()

    assert "Nothing answers there as a mailbox does." in said
    assert IdeaMailbox.objects.get().problem == ""


def test_the_post_of_an_idea_begins_with_its_picture(world):
    opened_quarter(world)
    came(world, member_s(world, pictures=(png(),)))
    slot = open_slot(world)
    ideas.take_into_slot(Idea.objects.get(workspace=world.workspace), slot=slot, by=world.actor("manager"))
    slot.refresh_from_db()

    post = posts.draft(world.workspace, slot=slot, body="Nets.", by=world.actor("manager"))

    assert [attached.media.file.read() for attached in post.attachments.all()] == [png()]


def test_a_mailbox_that_is_let_go_forgets_its_password(world):
    chosen_mailbox(world)

    world.client("owner").post("/tern/ideas/mail/mailbox/removal/")

    assert not IdeaMailbox.objects.exists()


@pytest.mark.parametrize("role", ["manager", "contributor", "strategist"])
def test_only_an_owner_chooses_the_mailbox(world, role):
    assert world.client(role).get("/tern/ideas/mail/mailbox/").status_code == 403
    assert world.client(role).get("/tern/ideas/mail/").status_code == 200
    with pytest.raises(NotAllowed):
        idea_mail.let_go(chosen_mailbox(world), by=world.actor(role))


def test_the_ideas_lead_there(world):
    page = world.client("owner").get("/tern/ideas").content.decode()
    assert "Let ideas come by mail" in page

    stranger_s_letter(world)

    page = world.client("owner").get("/tern/ideas").content.decode()
    assert "1 e-mail waits to be let in" in page


def test_no_page_shows_the_password(world):
    chosen_mailbox(world)

    for path in ("/tern/ideas/mail/", "/tern/ideas/mail/mailbox/"):
        page = world.client("owner").get(path).content.decode()
        assert "low tide" not in page


def test_the_board_shows_the_picture(world):
    came(world, member_s(world, pictures=(png(),)))
    picture = IdeaPicture.objects.get()

    page = world.client("owner").get("/tern/ideas").content.decode()

    assert f'src="/tern/media/{picture.media_id}/file' in page


def test_the_password_follows_the_newest_key(world, monkeypatch):
    mailbox = chosen_mailbox(world)
    old = settings.WAYPOST.encryption_keys
    renewed = settings.WAYPOST.model_copy(update={"secret_keys": [new_key(), *old]})
    monkeypatch.setattr(settings, "WAYPOST", renewed)

    idea_mail.rotate(mailbox, by=Actor.system("a test"))

    alone = Vault([settings.WAYPOST.encryption_keys[0]])
    assert alone.unlock(IdeaMailbox.objects.get().locked_password) == Secret("low tide")
