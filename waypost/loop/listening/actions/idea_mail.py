"""Ideas by mail: choose a mailbox, take its letters, let those of strangers in or leave them out. Nobody is ever answered."""

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, members, require
from waypost.loop.content.actions import attachments, media
from waypost.loop.content.models import Media, Post
from waypost.loop.listening.domain.letters import Enclosed, Letter, letter_of
from waypost.loop.listening.models import IdeaLetter, IdeaMailbox, IdeaPicture
from waypost.loop.planning.actions import ideas
from waypost.loop.planning.models import Idea
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

State = IdeaLetter.State
MOST_WAITING = 100
"""Letters of strangers that are kept at a time; further ones stay in the mailbox."""
LARGEST_WAITING = 5_000_000
"""Bytes of a stranger's letter that are kept for its pictures."""
NO_MEMBER = "Nobody here has this address."
MAY_NOT = "Belongs to a member who may not add ideas."
DOUBTFUL = "Your mail server doubts that it comes from this address."


@dataclass(frozen=True)
class Terms:
    """Which mailbox it is; refused with a sentence where something is wrong in it."""

    address: str
    server: str
    port: int
    login: str
    folder: str = "INBOX"

    def check(self) -> None:
        """A Refusal at the field that cannot be."""
        try:
            validate_email(self.address)
        except ValidationError:
            raise Refusal("Write the whole address that people write to.", field="address") from None
        if not self.server or any(each in self.server for each in "/ @:"):
            raise Refusal("Write the server's name alone, as in imap.example.com.", field="server")
        if not 0 < self.port < 65536:
            raise Refusal("A port is a number up to 65535. Most mailboxes are at 993.", field="port")
        if not self.login:
            raise Refusal("Write the name that opens the mailbox; often it is the address.", field="login")

    def opens(self, mailbox: IdeaMailbox) -> bool:
        """Whether a password of `mailbox` would go where it went before."""
        return (mailbox.server, mailbox.port, mailbox.login) == (self.server, self.port, self.login)


@transaction.atomic
def connect(
    workspace: Workspace, *, terms: Terms, password: Secret, read_from: tuple[int, int], by: Actor
) -> IdeaMailbox:
    """Let new letters of a mailbox come in as ideas, from now on; what lies in it already stays out.

    `read_from` is what the mailbox said when it was opened to try: its validity, and the number of its last letter.
    """
    require(by, "workspace.edit", workspace.pk)
    terms.check()
    before = IdeaMailbox.objects.select_for_update().filter(workspace=workspace).first()
    mailbox = before or IdeaMailbox(workspace=workspace, added_by=by.label[:200])
    goes_on = before is not None and terms.opens(before) and before.folder == terms.folder
    if not goes_on or mailbox.validity != read_from[0]:
        mailbox.validity, mailbox.last_uid = read_from
    for name, value in asdict(terms).items():
        setattr(mailbox, name, value)
    mailbox.locked_password = settings.WAYPOST.vault.lock(password.reveal())
    mailbox.problem, mailbox.read_at = "", clock.now()
    mailbox.save()
    record("idea_mail.connected", mailbox, by=by, server=mailbox.server)
    return mailbox


@transaction.atomic
def let_go(mailbox: IdeaMailbox, *, by: Actor) -> None:
    """Read a mailbox no more and forget its password; ideas that came from it stay."""
    require(by, "workspace.edit", mailbox.workspace_id)
    record("idea_mail.let_go", mailbox, by=by)
    mailbox.delete()


def take(mailbox: IdeaMailbox, *, letter: Letter, content: bytes, uid: int, by: Actor) -> bool:
    """Make an idea of a member's letter, or let a stranger's wait; whether it was new.

    What came before comes in once; what a program wrote, or says nothing, stays out. `uid` is its number in the
    mailbox, up to which it is read from then on.
    """
    require(by, "idea.add", mailbox.workspace_id)
    is_letter = bool(letter.sender and letter.title) and not letter.is_automatic
    came = is_letter and _came(mailbox.workspace, letter, content, by)
    mailbox.last_uid = uid
    IdeaMailbox.objects.filter(pk=mailbox.pk, last_uid__lt=uid).update(last_uid=uid)
    return came


@transaction.atomic
def begin_anew(mailbox: IdeaMailbox, *, validity: int, by: Actor) -> IdeaMailbox:
    """Look at everything again, because the mailbox numbers its letters anew; what is known stays out by its key."""
    require(by, "idea.add", mailbox.workspace_id)
    IdeaMailbox.objects.filter(pk=mailbox.pk).update(validity=validity, last_uid=0)
    mailbox.validity, mailbox.last_uid = validity, 0
    record("idea_mail.begun_anew", mailbox, by=by, validity=validity)
    return mailbox


@transaction.atomic
def note_reading(mailbox: IdeaMailbox, *, came: int, problem: str = "", by: Actor) -> None:
    """Write down that the mailbox was read, how many letters came, or why it could not be read."""
    require(by, "idea.add", mailbox.workspace_id)
    changed = IdeaMailbox.objects.filter(pk=mailbox.pk).exclude(problem=problem[:300]).exists()
    IdeaMailbox.objects.filter(pk=mailbox.pk).update(read_at=clock.now(), problem=problem[:300])
    if problem and changed:
        record("idea_mail.failed", mailbox, by=by, problem=problem[:300])
    elif came:
        record("idea_mail.read", mailbox, by=by, letters=came)


def let_in(letter: IdeaLetter, *, by: Actor) -> Idea:
    """Make an idea of a stranger's letter, with its pictures."""
    access = require(by, "idea.add", letter.workspace_id)
    content = bytes(IdeaLetter.objects.values_list("content", flat=True).get(pk=letter.pk))
    pictures = letter_of(content).pictures if content else ()
    kept = _pictures(letter.workspace, pictures, access, by)
    with transaction.atomic():
        idea = _idea(letter, kept, by=by)
        if not _decide(letter, State.TAKEN, by, idea=idea):
            raise Refusal("Somebody decided on this e-mail already. Reload the page.")
        record("idea_letter.let_in", letter, by=by, idea=idea.pk)
    return idea


@transaction.atomic
def leave_out(letter: IdeaLetter, *, by: Actor) -> IdeaLetter:
    """Make nothing of a stranger's letter, and forget what was in it."""
    require(by, "idea.add", letter.workspace_id)
    if not _decide(letter, State.DECLINED, by, words="", link="", picture_count=0):
        raise Refusal("Somebody decided on this e-mail already. Reload the page.")
    record("idea_letter.left_out", letter, by=by)
    return letter


@transaction.atomic
def begin_with(post: Post, picture: IdeaPicture, *, by: Actor) -> None:
    """Put a picture that came with an idea onto the post that is made of it; harmless when it is there."""
    require(by, "post.draft", post.workspace_id)
    if picture.workspace_id != post.workspace_id:
        raise Refusal("That picture came with another brand's idea.", field="picture")
    if not post.attachments.filter(media=picture.media_id).exists():
        attachments.attach(post, media=picture.media, by=by)


@transaction.atomic
def rotate(mailbox: IdeaMailbox, *, by: Actor) -> None:
    """Encrypt the password with the newest key."""
    if not by.is_system:
        raise Refusal("Keys are rotated by the command line, for every secret at once.")
    held = IdeaMailbox.objects.select_for_update().get(pk=mailbox.pk)
    held.locked_password = settings.WAYPOST.vault.rotate(held.locked_password)
    held.save(update_fields=["locked_password"])
    record("idea_mail.password_rotated", held, by=by)


def _came(workspace: Workspace, letter: Letter, content: bytes, by: Actor) -> bool:
    if IdeaLetter.objects.filter(workspace=workspace, key=letter.key).exists():
        return False
    author, why = _author(workspace, letter)
    if author is None:
        return _wait(workspace, letter, content, why, by)
    kept = _pictures(workspace, letter.pictures, author, author.actor)
    with transaction.atomic():
        row, is_new = IdeaLetter.objects.get_or_create(
            workspace=workspace, key=letter.key, defaults=_facts(letter) | {"state": State.TAKEN}
        )
        if not is_new:
            return False
        row.idea = _idea(row, kept, by=author.actor)
        row.decided_by = author.actor.label[:200]
        row.save(update_fields=["idea", "decided_by"])
        record("idea_letter.came", row, by=by, idea=row.idea.pk)
    return True


def _author(workspace: Workspace, letter: Letter) -> tuple[Access | None, str]:
    """The member who wrote it, or why it is nobody's."""
    everybody = access_of(Actor.system("a mailbox"), workspace.pk)
    member = members(everybody).filter(person__email__iexact=letter.sender).select_related("person").first()
    if member is None:
        return None, NO_MEMBER
    elif letter.is_doubtful:
        return None, DOUBTFUL
    access = access_of(Actor.of_person(member.person), workspace.pk)
    return (access, "") if access.may("idea.add") else (None, MAY_NOT)


@transaction.atomic
def _wait(workspace: Workspace, letter: Letter, content: bytes, why: str, by: Actor) -> bool:
    if IdeaLetter.objects.filter(workspace=workspace, state=State.WAITING).count() >= MOST_WAITING:
        return False
    kept = content if letter.pictures and len(content) <= LARGEST_WAITING else b""
    row, is_new = IdeaLetter.objects.get_or_create(
        workspace=workspace, key=letter.key, defaults=_facts(letter) | {"content": kept, "why": why}
    )
    if is_new:
        record("idea_letter.waits", row, by=by, why=why)
    return is_new


def _facts(letter: Letter) -> dict[str, str | int]:
    return {
        "sender": letter.sender,
        "sender_name": letter.sender_name,
        "title": letter.title,
        "words": letter.words,
        "link": letter.link,
        "picture_count": len(letter.pictures),
    }


def _pictures(workspace: Workspace, enclosed: Sequence[Enclosed], access: Access, by: Actor) -> list[Media]:
    """Put what is a picture into the library, where the one who brings it may do that; anything else stays out."""
    if not access.may("media.add"):
        return []
    kept: list[Media] = []
    for each in enclosed:
        try:
            kept.append(media.add(workspace, file=io.BytesIO(each.content), name=each.name, by=by))
        except Refusal:
            continue
    return kept


def _idea(letter: IdeaLetter, pictures: Sequence[Media], *, by: Actor) -> Idea:
    words = letter.words
    if letter.state == State.WAITING:
        words = f"{words}\n\nFrom {letter.sender_name or letter.sender}".strip()
    idea = ideas.capture(letter.workspace, title=letter.title, note=words, link=letter.link, by=by)
    IdeaPicture.objects.bulk_create(
        [
            IdeaPicture(workspace_id=letter.workspace_id, idea=idea, media=picture)
            for picture in {picture.pk: picture for picture in pictures}.values()
        ]
    )
    return idea


def _decide(letter: IdeaLetter, state: str, by: Actor, **changed: object) -> bool:
    waiting = IdeaLetter.objects.filter(pk=letter.pk, state=State.WAITING)
    done = waiting.update(state=state, decided_by=by.label[:200], content=b"", **changed)
    letter.refresh_from_db()
    return bool(done)
