"""Asks mailboxes elsewhere for what is new. No transaction is open while a server is asked."""

from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.actions.idea_mail import Terms
from waypost.loop.listening.domain.letters import letter_of
from waypost.loop.listening.models import IdeaMailbox
from waypost.toolkit import imap
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

AT_ONCE = 20
"""Letters that one reading takes."""


def look_into(terms: Terms, password: Secret, known: IdeaMailbox | None) -> tuple[Secret, tuple[int, int]]:
    """Open a mailbox once: what opened it, its validity, and the number of its last letter; a Refusal otherwise.

    An empty password means the one that is known, which goes to no other server and for no other name.
    """
    terms.check()
    if not password.reveal():
        if known is None or not terms.opens(known):
            raise Refusal("Write the password of this mailbox.", field="password")
        password = known.password
    try:
        with imap.opened(
            terms.server, terms.port, login=terms.login, password=password, folder=terms.folder
        ) as box:
            return password, (box.validity, max(0, box.next_uid - 1))
    except imap.NoMailbox as problem:
        raise Refusal(str(problem), field="server") from None


def fetch(mailbox: IdeaMailbox, *, by: Actor) -> int:
    """Take what is new in a mailbox; how many letters came in. What goes wrong is kept as a sentence."""
    came, problem = 0, ""
    try:
        with imap.opened(
            mailbox.server,
            mailbox.port,
            login=mailbox.login,
            password=mailbox.password,
            folder=mailbox.folder,
        ) as box:
            if box.validity != mailbox.validity:
                idea_mail.begin_anew(mailbox, validity=box.validity, by=by)
            for found in box.letters(mailbox.last_uid, AT_ONCE):
                letter = letter_of(found.content)
                came += idea_mail.take(mailbox, letter=letter, content=found.content, uid=found.uid, by=by)
    except (imap.NoMailbox, Refusal) as error:
        problem = str(error)
    idea_mail.note_reading(mailbox, came=came, problem=problem, by=by)
    return came
