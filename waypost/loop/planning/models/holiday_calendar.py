from django.db import models


class HolidayCalendar(models.Model):
    """Whose public holidays a brand sees in its calendar: a country's, or one of its regions'."""

    workspace = models.OneToOneField("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.country} {self.region}".strip()
