"""What a coordinator types about a lesson, an evening or another activity."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hulplijn.content import queries as content
from hulplijn.prevention.actions import Told
from hulplijn.prevention.models import Activity

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_MOST_PEOPLE = 10_000_000
_LONGEST_DAY = 1000
_EARLIEST = date(2000, 1, 1)


def _words(
    label: StrPromise, longest: int, hint: StrPromise | str = "", widget: forms.Widget | None = None
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        help_text=hint,
        widget=widget or forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"max_length": _("This is too long. What you typed is still here; make it shorter.")},
    )


class ActivityForm(forms.Form):
    """All of one activity. What is typed wrong stays where it was typed."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day."), "required": _("Choose a day.")},
    )
    kind = forms.ChoiceField(
        label=_("What was it"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reached = forms.IntegerField(
        label=_("How many people"),
        required=False,
        min_value=0,
        max_value=_MOST_PEOPLE,
        help_text=_("Leave it empty where nobody counted."),
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": _("Use a whole number."),
            "min_value": _("Use a whole number."),
            "max_value": _("This number is too large."),
        },
    )
    hours = forms.DecimalField(
        label=_("Hours of ours"),
        required=False,
        min_value=Decimal(0),
        max_value=_LONGEST_DAY,
        decimal_places=2,
        localize=True,
        help_text=_("With preparing, without travelling. Half an hour is 0.5."),
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            key: _("Use a number, such as 1.5.")
            for key in ("invalid", "min_value", "max_value", "max_decimal_places")
        },
    )
    partners = forms.MultipleChoiceField(
        label=_("Together with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation = _words(
        _("Another organisation"), 80, _("The name of a school or organisation, not of a person.")
    )
    region = _words(_("Town or region"), 60)
    material = _words(_("Which material"), 80, _("For example: the school kit, the poster."))
    description = _words(
        _("In a few words"),
        400,
        _("What was done and what comes of it. Write nothing about a visitor or a pupil here."),
        forms.Textarea(attrs={"class": "input", "rows": 3}),
    )

    def __init__(self, post: QueryDict | None, *, there: Activity | None, today: date) -> None:
        super().__init__(post, initial=_initial(there, today))
        self.today = today
        for name, choices in (
            ("kind", _choices("prevention_kind", there.kind if there else "")),
            ("audiences", _choices("prevention_audience", *(there.audiences if there else ()))),
            ("partners", _partners(there)),
        ):
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean_day(self) -> date:
        """A day that was, or that is planned within a year."""
        day: date = self.cleaned_data["day"]
        if not _EARLIEST <= day <= self.today + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day from 2000 up to a year from now."))
        return day

    def told(self) -> Told:
        """The activity as it is typed."""
        given = self.cleaned_data
        hours = given["hours"]
        return Told(
            day=given["day"],
            kind=given["kind"],
            audiences=given["audiences"],
            partners=given["partners"],
            organisation=given["organisation"],
            reached=given["reached"],
            minutes=None if hours is None else round(hours * 60),
            region=given["region"],
            material=given["material"],
            description=given["description"],
        )


def _initial(there: Activity | None, today: date) -> dict[str, Any]:
    if there is None:
        return {"day": today}
    names = ("day", "kind", "audiences", "partners", "organisation", "reached", "region", "material")
    found = {name: getattr(there, name) for name in names}
    return found | {"description": there.description, "hours": _hours(there.minutes)}


def _hours(minutes: int | None) -> Decimal | None:
    """As it was typed: 30 for thirty hours, 1.5 for one and a half."""
    if minutes is None:
        return None
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    return Decimal(f"{hours:f}".rstrip("0").rstrip("."))


def _choices(list_name: str, *kept: str) -> list[tuple[str, str]]:
    """What can be ticked; a code that has left the list stays for what has it."""
    found = [(one.code, str(one.label)) for one in content.code_list(list_name).codes]
    return found + [(code, code) for code in kept if code and code not in dict(found)]


def _partners(there: Activity | None) -> list[tuple[str, str]]:
    found = [
        (one.code, str(one.name))
        for one in content.partners()
        if not one.is_sister and one.code not in ("other", "platform_own_form", "police_emergency_112")
    ]
    return found + [(code, code) for code in (there.partners if there else ()) if code not in dict(found)]
