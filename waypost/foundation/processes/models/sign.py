from django.db import models


class Sign(models.Model):
    """A process's sign of life, renewed every few seconds in the database's own time.

    `ended_at` is written by the process itself, or by another one of its machine that can prove it: others cannot tell.
    """

    class Kind(models.TextChoices):
        WEB = "web", "web"
        PUBLISHER = "publisher", "publisher"
        WORKER = "worker", "worker"

    key = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    host = models.CharField(max_length=120)
    boot = models.CharField(max_length=60)
    pid = models.BigIntegerField()
    pid_started = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "-seen_at"], name="sign_of_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pid} on {self.host}"
