"""What people type at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LogInForm(forms.Form):
    """Log-in name and password."""

    username = forms.CharField(
        label=_("Log-in name"), max_length=60, error_messages={"required": _("Type your log-in name.")}
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput, error_messages={"required": _("Type your password.")}
    )
