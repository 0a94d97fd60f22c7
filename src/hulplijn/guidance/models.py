"""Walks through a step plan, and what is ticked on the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hulplijn.casework.models import Contact


class PlanText(models.Model):
    """The whole text of a plan's file as it was when a walk began: published, nothing private.

    Kept once for each text, so that a running case goes on in the version that it started with.
    """

    plan = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=16)
    source = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "fingerprint"], name="plan_text_once")]


class Walk(models.Model):
    """A contact's way through one version of one plan; `fingerprint` says which text of its file.

    Walks of before texts were kept have no fingerprint, and follow the file.
    """

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, primary_key=True, related_name="walk")
    plan = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=16, blank=True)
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
