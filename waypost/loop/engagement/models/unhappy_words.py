from django.db import models

from waypost.loop.engagement.domain.unhappy import words_of
from waypost.toolkit import clock


class UnhappyWords(models.Model):
    """A brand's own words by which a message counts as unhappy; without a row the usual ones of its language hold."""

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    words = models.TextField(help_text="One a line; a star stands for any ending.")
    changed_by_label = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "unhappy words"
        constraints = [models.CheckConstraint(condition=~models.Q(words=""), name="unhappy_words_are_some")]

    def __str__(self) -> str:
        return f"words of {self.workspace}"

    @property
    def listed(self) -> tuple[str, ...]:
        return words_of(self.words)
