from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts, reviews
from waypost.loop.content.tests.factories import approve
from waypost.loop.planning.actions import briefs, handovers
from waypost.loop.planning.tests.factories import open_slot, opened_quarter


def test_what_a_brief_asked_for_is_done_when_its_post_is_written_and_approved(
    world, django_capture_on_commit_callbacks
):
    opened_quarter(world)
    slot = open_slot(world)
    named = {
        role: Member.objects.get(person=world.person(role), workspace=world.workspace)
        for role in ("contributor", "approver")
    }
    said = {"title": "Sanding", "due_on": slot.local_on, "owner": named["contributor"]}
    briefs.write(slot, **said, approver=named["approver"], by=world.actor("manager"))
    handovers.hand_over(slot, by=world.actor("manager"))

    post = posts.draft(
        world.workspace, slot=slot, body="Slowly, with the grain.", by=world.actor("contributor")
    )
    with django_capture_on_commit_callbacks(execute=True):
        reviews.submit(post, by=world.actor("manager"))
    after_writing = open_tasks()
    with django_capture_on_commit_callbacks(execute=True):
        approve(world, post)

    assert after_writing == [f"Approve “Sanding” for {slot.channel.name}"]
    assert open_tasks() == []


def open_tasks():
    return list(Task.objects.filter(done_at=None, what__contains="Sanding").values_list("what", flat=True))
