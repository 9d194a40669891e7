"""Words that are used again and again."""

import pytest

from waypost.foundation.journal.models import Entry
from waypost.loop.engagement.actions import saved_replies
from waypost.loop.engagement.models import SavedReply
from waypost.toolkit.refusal import NotAllowed, Refusal


def kept(world, label: str = "Hours", text: str = "At ten.") -> SavedReply:
    return saved_replies.add(world.workspace, label=label, text=text, by=world.actor("manager"))


def test_words_are_kept_changed_and_thrown_away(world):
    reply = kept(world)
    saved_replies.change(reply, label="Hours", text="At eleven.", by=world.actor("marketer"))
    reply.refresh_from_db()
    assert (reply.text, reply.changed_by_label) == ("At eleven.", "Marit Holm")

    saved_replies.remove(reply, by=world.actor("manager"))

    assert not SavedReply.objects.exists()
    verbs = (
        Entry.objects.filter(subject_type="engagement.savedreply")
        .order_by("id")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["saved_reply.added", "saved_reply.changed", "saved_reply.removed"]


@pytest.mark.parametrize(
    ("label", "text", "word"),
    [
        (" ", "At ten.", "Give it a name"),
        ("Hours", " ", "Write the words"),
        ("Hours", "a" * 2001, "2000 characters"),
    ],
)
def test_what_nobody_could_use_is_refused(world, label, text, word):
    with pytest.raises(Refusal, match=word):
        kept(world, label, text)


def test_a_name_is_taken_once_in_a_brand(world):
    kept(world)
    other = kept(world, "Shipping")

    with pytest.raises(Refusal, match="Another saved reply"):
        saved_replies.change(other, label="Hours", text="At ten.", by=world.actor("manager"))


@pytest.mark.parametrize("role", ["contributor", "approver", "viewer", "client"])
def test_those_who_do_not_answer_keep_nothing(world, role):
    reply = kept(world)

    with pytest.raises(NotAllowed):
        saved_replies.add(world.workspace, label="More", text="Words.", by=world.actor(role))
    with pytest.raises(NotAllowed):
        saved_replies.remove(reply, by=world.actor(role))
