"""How far the sample is, so that it goes on where it stopped and makes nothing twice."""

from __future__ import annotations

from django.db import models

from hulplijn.casework.models import Contact


class SampleDay(models.Model):
    """A day, on the helpline's clock, of which the sample day was made."""

    day = models.DateField(unique=True)


class SampleYear(models.Model):
    """A sample year and how many of its planned events are made: changed with the events themselves."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    seed = models.BigIntegerField()
    made = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()

    @property
    def is_complete(self) -> bool:
        return self.made == self.total


class PlannedContact(models.Model):
    """Which contact a planned talk became, where something of it follows later."""

    sample_year = models.ForeignKey(SampleYear, on_delete=models.CASCADE, related_name="planned")
    number = models.PositiveIntegerField()
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sample_year", "number"], name="sample_talk_made_once")
        ]
