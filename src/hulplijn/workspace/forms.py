"""What people may type or tick in the workspace."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hulplijn.content.queries import code_list, helpline
from hulplijn.workspace.rules.typed import BadAmount, cents_of

OWN = "own:"
"""Before the code of an own field, in the name of its input."""
AMOUNTS = {"demanded_cents", "paid_cents"}
CODED = {
    "reason",
    "additional_reasons",
    "age",
    "gender",
    "role",
    "found_via",
    "outcome",
    "platforms",
    "counts_as_data",
    "paid",
    "currency",
    "payment_method",
    "since_when",
    "images_shared",
    "depicted_minor",
    *AMOUNTS,
}


class NoAmount(Exception):
    """An amount field holds something else; `field` says which, `typed` what stood there."""

    def __init__(self, field: str, typed: str) -> None:
        super().__init__(field)
        self.field, self.typed = field, typed


def coded_fields(post: QueryDict) -> dict[str, Any]:
    """The coded fields that a form carries; "field" names them, since an unticked box sends nothing.

    Raises:
        NoAmount
    """
    asked = post.getlist("field")
    found = {name: _coded(name, post) for name in asked if name in CODED}
    own = {name.removeprefix(OWN): _own(name, post) for name in asked if name.startswith(OWN)}
    return found | ({"own": own} if own else {})


def _own(name: str, post: QueryDict) -> Any:
    """What is ticked in an own field, or typed in one that takes a whole number."""
    if name not in post.getlist("whole"):
        return post.getlist(name)
    typed = post.get(name, "").strip()
    return int(typed) if re.fullmatch(r"-?[0-9]{1,7}", typed) else typed


def _coded(name: str, post: QueryDict) -> Any:
    if name in AMOUNTS:
        typed = post.get(name, "")
        try:
            return cents_of(typed)
        except BadAmount as bad:
            raise NoAmount(name, typed) from bad
    if name == "additional_reasons":
        return post.getlist(name)
    if name == "platforms":
        gone, began = post.get("without", ""), post.get("began", "")
        if began:
            return [{"platform": began, "parts": ["contact_made_on"]}]
        return [
            {"platform": code, "parts": post.getlist(f"part:{code}")}
            for code in post.getlist("platform")
            if code and code != gone
        ]
    if name == "counts_as_data":
        return bool(post.get(name))
    return post.get(name, "")


class ByHand(forms.Form):
    """A phone call or an e-mail, entered by whoever answered it. Only the channel is asked."""

    channel = forms.ChoiceField(label=_("How did it come in"), widget=forms.RadioSelect)
    started = forms.CharField(
        label=_("At what time"),
        required=False,
        max_length=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    reference = forms.CharField(
        label=_("Reference of a case of this person"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "letters"}),
    )
    name = forms.CharField(
        label=_("Name, or what this person wants to be called"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Use at most 60 characters. What you typed is still here.")},
    )
    language = forms.ChoiceField(label=_("Language"), widget=forms.RadioSelect)
    not_hers = _("No case of yours has this reference. Ask who has it, or leave the field empty.")

    def __init__(
        self, post: QueryDict | None = None, *, at: datetime, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(post, initial=initial)
        self.at = at
        self._choices(
            "channel",
            [(one.code, str(one.label)) for one in code_list("channel").codes if one.is_("by_hand")],
        )
        names = {"nl": _("Dutch"), "en": _("English")}
        self._choices("language", [(code, names.get(code, code)) for code in helpline().languages])

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean_started(self) -> datetime:
        """The moment today at which it came in; a time that is still to come was yesterday's."""
        typed = self.cleaned_data["started"].strip()
        if not typed:
            return self.at
        hours, separator, minutes = typed.replace(".", ":").partition(":")
        try:
            clock = time(int(hours), int(minutes if separator else "0"))
        except ValueError as wrong:
            raise forms.ValidationError(_("Type a time like 14:30, or leave it empty for now.")) from wrong
        today: date = timezone.localdate(self.at)
        moment = datetime.combine(today, clock, tzinfo=timezone.get_current_timezone())
        return moment if moment <= self.at else moment - timedelta(days=1)
