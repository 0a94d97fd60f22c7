"""Walks through a step plan, and what is ticked on the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hulplijn.casework.models import Contact


class Walk(models.Model):
    """A contact's way through one version of one plan."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, primary_key=True, related_name="walk")
    plan = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    started_at = models.DateTimeField()


class Tick(models.Model):
    """An item that was done or asked. `answer` is for the questions that must be asked."""

    class Answer(models.TextChoices):
        DONE = "done", "done"
        NOT_POSSIBLE = "not_possible", "not possible"

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="ticks")
    item = models.CharField(max_length=60)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.DONE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walk", "item"], name="tick_once")]


class FinishedStep(models.Model):
    """A step that the counsellor calls done, whatever is ticked in it."""

    walk = models.ForeignKey(Walk, on_delete=models.CASCADE, related_name="finished_steps")
    step = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["walk", "step"], name="step_finished_once")]


class FirstAid(models.Model):
    """What a visitor ticks off herself while she waits or talks: the items of one plan that she has done."""

    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, primary_key=True, related_name="first_aid"
    )
    plan = models.CharField(max_length=40)
    done = models.JSONField(default=list)
    at = models.DateTimeField()
