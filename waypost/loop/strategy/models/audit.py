from collections import defaultdict

from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit import clock
from waypost.toolkit.wording import count


class Audit(models.Model):
    """A look at all accounts of a brand as they are, on one day. It ends when its tasks are handed over."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(ended_at=None), name="audit_one_is_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Audit of {self.begun_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def handed_over(self) -> list[tuple[int, str]]:
        """Who got tasks out of it, each with a sentence that says which or how many."""
        found: dict[int, list[str]] = defaultdict(list)
        rows = self.accounts.filter(task__isnull=False).order_by("task")
        for person_id, what in rows.values_list("task__person_id", "task__what"):
            found[person_id].append(what)
        return [(person_id, _in_a_sentence(each)) for person_id, each in found.items()]


def _in_a_sentence(tasks: list[str]) -> str:
    return tasks[0] if len(tasks) == 1 else f"{count(len(tasks), 'task', 'tasks')} of it are yours."
