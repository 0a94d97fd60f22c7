"""What people type at the desk of requests."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hulplijn.casework.models import Case, DeskRequest

_MISSING = {"required": _("Fill this in."), "invalid_choice": _("Choose one of these.")}
_TEXT = {**_MISSING, "max_length": _("This is too long. What you typed is still here; make it shorter.")}


def _chosen(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=_MISSING)


def _typed(label: Any, longest: int, *, required: bool = True, lines: int = 1) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    widget.attrs |= {"class": "input", "autocomplete": "off"}
    return forms.CharField(
        label=label, max_length=longest, required=required, widget=widget, error_messages=_TEXT
    )


class Entering(forms.Form):
    """A request as it came in."""

    kind = _chosen(_("Who asks us something"), DeskRequest.Kind.choices)
    who = _typed(_("Name or office, and how to reach them"), 300)
    way = _chosen(_("How did it come in"), DeskRequest.Way.choices)
    received_on = forms.DateField(
        label=_("On which day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day."), "required": _("Choose a day.")},
    )
    asks = _typed(_("What do they ask"), 4000, lines=4)
    basis = _chosen(_("On which ground"), DeskRequest.Basis.choices)
    ground = _typed(_("Reference of the order or law, if there is one"), 1000, required=False)
    reference = _typed(_("Reference of the case, if it is about one"), 12, required=False)

    def __init__(self, post: QueryDict | None = None, *, today: date) -> None:
        super().__init__(post, initial={"received_on": today})
        self.today = today
        self.case: Case | None = None

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come. Choose today or a day before."))
        if day.year < 2000:
            raise forms.ValidationError(_("Choose a day."))
        return day

    def clean_reference(self) -> str:
        typed: str = self.cleaned_data["reference"].strip()
        if typed:
            self.case = Case.real.filter(reference__iexact=typed).first()
            if self.case is None:
                raise forms.ValidationError(_("No case has this reference. Check it, or leave it empty."))
        return typed


class Proposing(forms.Form):
    """What somebody would decide, and why."""

    decision = _chosen(_("What do you propose"), DeskRequest.Decision.choices)
    why = _typed(_("Why"), 2000, lines=3)


class Disagreeing(forms.Form):
    """Why somebody does not agree."""

    why = _typed(_("Why not"), 2000, lines=3)


class Answering(forms.Form):
    """What has gone out."""

    given = _chosen(_("What was given"), DeskRequest.Given.choices)
    gave = _typed(_("What exactly, to whom, and how"), 2000, lines=3)
