"""What people type at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hulplijn.accounts.models import Staff

_WEAK = {
    "password_too_short": _(
        "This password is too short. Take at least twelve characters, such as a sentence."
    ),
    "password_too_similar": _("This password is too much like your name. Take another one."),
    "password_too_common": _("Many people use this password, so it is easy to guess. Take another one."),
    "password_entirely_numeric": _("This password has figures only. Add words or letters."),
}
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


class ProofForm(forms.Form):
    """The same person goes on behind a locked screen."""

    proof = forms.CharField(
        label=_("Your password, or a code of your app"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type your password, or a code of your app.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "required": True, "autofocus": True}),
    )


class NewPassword(forms.Form):
    """A password that somebody chooses. It may be pasted, and a password manager may fill it in."""

    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. A sentence is easy to remember. Pasting is fine."),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type a new password.")},
        widget=forms.PasswordInput({"autocomplete": "new-password", "required": True}),
    )

    staff: Staff | None = None

    def clean_new(self) -> str:
        typed: str = self.cleaned_data["new"]
        try:
            validate_password(typed, self.staff)
        except forms.ValidationError as weak:
            code = weak.error_list[0].code or ""
            raise forms.ValidationError(_WEAK.get(code, _WEAK["password_too_common"]), code) from weak
        return typed


class PasswordForm(NewPassword):
    """Another password for oneself: the old one first."""

    old = forms.CharField(
        label=_("Your password now"),
        max_length=200,
        strip=False,
        error_messages={"required": _("Type the password that you have now.")},
        widget=forms.PasswordInput({"autocomplete": "current-password", "required": True}),
    )
    field_order = ("old", "new")

    def __init__(self, staff: Staff, proves: Callable[[str], bool], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self._proves = staff, proves

    def clean_old(self) -> str:
        typed: str = self.cleaned_data["old"]
        if not self._proves(typed):
            raise forms.ValidationError(_("This is not your password. Check it and try again."))
        return typed


class InviteForm(forms.Form):
    """Somebody who becomes a colleague."""

    alias = forms.CharField(
        label=_("First name or alias"),
        help_text=_("Visitors see it."),
        max_length=40,
        error_messages={"required": _("Type the name that visitors will see.")},
        widget=forms.TextInput({**_AS_TYPED, "autocomplete": "off"}),
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=_("Log-in name"),
        help_text=_("Small letters and figures; she types it to log in."),
        max_length=60,
        error_messages={
            "required": _("Type a log-in name."),
            "invalid": _("A log-in name has small letters, figures, dots and dashes, such as sanne.v."),
        },
        widget=forms.TextInput({**_AS_TYPED, "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})

    def __init__(self, roles: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class AcceptForm(NewPassword):
    """Whoever has an invitation chooses her password."""

    code = forms.CharField(
        label=_("Invitation"),
        help_text=_("It is filled in where you opened the link. Otherwise paste what stands behind the #."),
        max_length=200,
        error_messages={"required": _("Paste what stands behind the # of your link.")},
        widget=forms.TextInput({**_AS_TYPED, "autocomplete": "off", "data-from-address": "yes"}),
    )
    field_order = ("code", "new")
