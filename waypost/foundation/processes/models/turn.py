from django.db import models


class Turn(models.Model):
    """When an entry of the timetable is due next; whoever wins the conditional UPDATE runs it."""

    name = models.CharField(max_length=80, unique=True)
    next_due_at = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
