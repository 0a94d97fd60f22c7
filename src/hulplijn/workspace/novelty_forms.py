"""What is typed to tag something new."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hulplijn.novelties import rules
from hulplijn.novelties.models import Novelty

_WRONG = {
    rules.EMPTY: gettext_lazy("Say in a few words what is new."),
    rules.TOO_LONG: gettext_lazy("Keep it to 80 letters. What you typed is still here."),
    rules.MAIL: gettext_lazy("This looks like a mail address. Say what happens, not who does it."),
    rules.HANDLE: gettext_lazy("This looks like the name of an account. Say what happens, not who does it."),
    rules.LINK: gettext_lazy("This looks like a link. Say what happens, not where it can be seen."),
    rules.NUMBER: gettext_lazy("This holds a long number. Say what happens, without numbers of anybody."),
}


class NoveltyForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of thing is new?"),
        choices=Novelty.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these.")},
    )
    title = forms.CharField(
        label=gettext_lazy("What is new, in a few words"),
        required=False,
        help_text=gettext_lazy("About what happens, never about a person: no name, account, number or link."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    first_seen = forms.DateField(
        label=gettext_lazy("First seen on"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day."), "required": gettext_lazy("Choose a day.")},
    )

    def __init__(self, post: QueryDict | None = None, *, today: date) -> None:
        super().__init__(post, initial={"first_seen": today})
        self.today = today

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        why = rules.complaint(title)
        if why:
            raise forms.ValidationError(_WRONG[why])
        return title

    def clean_first_seen(self) -> date:
        day: date = self.cleaned_data["first_seen"]
        if day > self.today:
            raise forms.ValidationError(_("Choose today or a day before."))
        return day
