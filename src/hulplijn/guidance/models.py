"""Walks through a step plan, what is ticked on the way, and each asking after suicide and safety."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hulplijn.casework.models import Case, Contact
from hulplijn.privacy.models import SealedField


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


class RiskCheck(models.Model):
    """One time that somebody was asked about suicide and about being safe now, or could not be asked.

    The newest of a contact counts; what came before stays. `level` is the counsellor's own judgement.
    """

    class Asked(models.TextChoices):
        YES = "yes", _("Asked")
        NOT_POSSIBLE = "not_possible", _("Was not possible")
        NO = "no", _("Not asked")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not clear")

    class When(models.TextChoices):
        NOW = "now", _("Now")
        TODAY = "today", _("Today or tonight")
        DAYS = "days", _("In the next days")
        LATER = "later", pgettext_lazy("when", "Later")
        NO_MOMENT = "no_moment", _("No moment in mind")
        UNKNOWN = "unknown", _("Not clear")

    class Level(models.TextChoices):
        NONE = "none", pgettext_lazy("level of risk", "None")
        LOW = "low", pgettext_lazy("level of risk", "Low")
        RAISED = "raised", pgettext_lazy("level of risk", "Raised")
        ACUTE = "acute", pgettext_lazy("level of risk", "Acute")

    class Action(models.TextChoices):
        LISTENED = "listened", _("Talked about it")
        TOLD_113 = "told_113", _("Told about 113")
        CALLS_112 = "calls_112", _("112 was called")
        TRUSTED = "trusted", _("Somebody trusted comes or is called")
        MEANS_AWAY = "means_away", _("Agreed: the means out of reach")
        COLLEAGUE = "colleague", _("Talked it over with a colleague")
        CARE = "care", _("GP or mental health care")
        COME_BACK = "come_back", _("Agreed when we speak again")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="risk_checks")
    number = models.PositiveSmallIntegerField()
    """Counts the checks of one contact from 1."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asked = models.CharField(max_length=12, choices=Asked.choices)
    thoughts = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    plan = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    means = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    when = models.CharField(max_length=10, choices=When.choices, blank=True)
    past_attempt = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    alone_now = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    danger_now = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    actions = models.JSONField(default=list, blank=True)
    """Codes of `Action`."""
    words = SealedField(null=True)
    """What she did and why, in her own words, where that says more than the codes."""
    second_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """The colleague who was asked to help carry it."""
    signal = models.PositiveSmallIntegerField(default=0)
    """How urgent the contact stood once this was saved, so that a later sign is seen to be later."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked="yes")
                | models.Q(thoughts="", plan="", means="", when="", past_attempt=""),
                name="risk_answers_only_if_asked",
            ),
            models.UniqueConstraint(fields=["contact", "number"], name="risk_check_numbered"),
        ]

    @property
    def is_complete(self) -> bool:
        """Whether it answers what must be known before closing. "Not possible" does: she may have left."""
        if self.asked == self.Asked.NOT_POSSIBLE:
            return True
        return self.asked == self.Asked.YES and bool(self.thoughts and self.level)

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id

    @property
    def about(self) -> str:
        """What the sealed words are bound to."""
        return f"risk-check:{self.pk}"


class CountedCheck(models.Model):
    """A situation check that has been counted, so that a reload counts nothing. The walk's name is only in
    the page before her; here is a keyed hash of it, and not for longer than that page can count."""

    walk_hash = models.BinaryField(primary_key=True, max_length=32)
    until = models.DateTimeField(db_index=True)


class BroughtCheck(models.Model):
    """The answers of a situation check that a visitor chose to send along with her chat."""

    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, primary_key=True, related_name="brought_check"
    )
    plan = models.CharField(max_length=40)
    answers = models.JSONField(default=list)
    """[[question, answer], …]: codes of the plan, in the order of the questions."""
    end = models.CharField(max_length=60)
    filled = models.JSONField(default=dict)
    """The coded facts that were empty and were filled in from it: field to code."""
    at = models.DateTimeField()


class SharedList(models.Model):
    """Whether the visitor sees what was agreed while they talk; what is in it are the ticks of both."""

    class State(models.TextChoices):
        ASKED = "asked", "asked"
        YES = "yes", "yes"
        NO = "no", "no"

    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, primary_key=True, related_name="shared_list"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    """How often she was asked in this contact."""
    answered_at = models.DateTimeField(null=True)


class MeldcodeRecord(models.Model):
    """One step of the Meldcode in one case, with who took it and why. A step taken again is a new record;
    nothing is overwritten.
    """

    class Step(models.IntegerChoices):
        SIGNALS = 1, _("Map the signals")
        CONSULT = 2, _("Consult")
        TALK = 3, _("Talk with those involved")
        WEIGH = 4, _("Weigh nature and severity")
        DECIDE = 5, _("Decide: help, report, or both")

    class With(models.TextChoices):
        COLLEAGUE = "colleague", _("A colleague")
        ATTENTION_OFFICER = "attention_officer", _("Our attention officer for the Meldcode")
        VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
        OTHER = "other", _("Another expert")

    class Outcome(models.TextChoices):
        HELP = "help", _("Give or arrange help")
        REPORT = "report", _("Report to Veilig Thuis")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="meldcode_records")
    number = models.PositiveSmallIntegerField()
    """Counts the records of one case from 1."""
    step = models.PositiveSmallIntegerField(choices=Step.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = SealedField()
    """The reasoning."""
    consulted = models.JSONField(default=list, blank=True)
    """Codes of `With`, at the second step."""
    anonymous = models.BooleanField(default=False)
    """Nobody was told who the person is."""
    answers = models.JSONField(default=dict, blank=True)
    """At the fifth step: each of the five questions with yes or no."""
    outcomes = models.JSONField(default=list, blank=True)
    """Codes of `Outcome`, at the fifth step."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="meldcode_numbered"),
            models.CheckConstraint(
                condition=models.Q(step__gte=1, step__lte=5), name="meldcode_has_five_steps"
            ),
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def about(self) -> str:
        """What the sealed reasoning is bound to."""
        return f"meldcode:{self.pk}"
