from django.db import models

from waypost.loop.content.models.post import Post


class Label(models.Model):
    """A free word for posts, beside their why: what other tools call a tag."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    folded = models.CharField(max_length=120, help_text="The name in one case: one word is one label.")
    posts = models.ManyToManyField(Post, through="Labelling", related_name="labels")

    class Meta:
        ordering = ["folded"]
        constraints = [models.UniqueConstraint(fields=["workspace", "folded"], name="label_once_a_workspace")]

    def __str__(self) -> str:
        return self.name


class Labelling(models.Model):
    """A label on a post."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "label"], name="labelled_once")]

    def __str__(self) -> str:
        return f"{self.label} on {self.post}"
