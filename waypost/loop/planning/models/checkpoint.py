from django.db import models

from waypost.loop.planning.models.brief import Brief


class Checkpoint(models.Model):
    """What has to be there by a day on the way to a post, such as its picture; asked for by a task once handed over.

    `days_before` is how long before the post goes out that is: when its slot moves, the day moves along.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="checkpoints")
    what = models.CharField(max_length=120)
    due_on = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    member = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    task = models.ForeignKey("notices.Task", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "what"], name="checkpoint_once_in_a_brief"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_done(self) -> bool:
        """Whether somebody ticked it off."""
        return self.task is not None and self.task.done_at is not None
