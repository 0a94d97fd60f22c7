"""What people type at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

_AS_TYPED = {"autocapitalize": "none", "spellcheck": "false", "required": True}


def complain(form: forms.Form) -> None:
    """Mark the fields of `form` that are wrong, for a screen reader."""
    for bound in form:
        if bound.errors:
            about = f"{bound.id_for_label}_complaint"
            bound.field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": about}


class LogInForm(forms.Form):
    """Log-in name and password."""

    username = forms.CharField(
        label=_("Log-in name"),
        max_length=60,
        error_messages={"required": _("Type your log-in name.")},
        widget=forms.TextInput({**_AS_TYPED, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type your password.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "required": True}),
    )


class CodeForm(forms.Form):
    """A one-time code, or one from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Type the code.")},
        widget=forms.TextInput({**_AS_TYPED, "autocomplete": "one-time-code", "autofocus": True}),
    )
