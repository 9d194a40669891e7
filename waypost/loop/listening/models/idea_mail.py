from django.conf import settings
from django.db import models

from waypost.toolkit import clock
from waypost.toolkit.secrets import Secret


class IdeaMailbox(models.Model):
    """A brand's mailbox elsewhere, whose new letters come in as ideas. Its password is encrypted.

    `validity` and `last_uid` say up to which letter it is read; `problem` is why the last reading failed.
    """

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    server = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=993)
    login = models.CharField(max_length=200)
    locked_password = models.TextField()
    folder = models.CharField(max_length=120, default="INBOX")
    address = models.EmailField(help_text="What people write to.")
    validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.address

    @property
    def password(self) -> Secret:
        """The password in the clear, for the one call that needs it; a Refusal when no key opens it."""
        return settings.WAYPOST.vault.unlock(self.locked_password)


class IdeaLetter(models.Model):
    """A letter that came in: an idea at once where a member wrote it, otherwise waiting for a member to let it in.

    `content` is the letter itself while it waits, for its pictures; `why` says why it waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waits"
        TAKEN = "taken", "An idea"
        DECLINED = "declined", "Left out"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    sender = models.CharField(max_length=254)
    sender_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=1000, blank=True)
    picture_count = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(default=b"")
    came_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    why = models.CharField(max_length=200, blank=True)
    idea = models.ForeignKey("planning.Idea", null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-came_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="idea_letter_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "taken", "declined"]), name="idea_letter_state"
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="idea_letters_by_state")]

    def __str__(self) -> str:
        return self.title or "An e-mail without words"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING


class IdeaPicture(models.Model):
    """A picture that came with an idea; the post that is made of it begins with it."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    idea = models.ForeignKey("planning.Idea", on_delete=models.CASCADE, related_name="+")
    media = models.ForeignKey("content.Media", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["idea", "media"], name="idea_picture_once")]

    def __str__(self) -> str:
        return f"{self.media} with {self.idea}"
