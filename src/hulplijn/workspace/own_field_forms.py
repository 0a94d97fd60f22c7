"""What a coordinator types about a coded field of the helpline's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from hulplijn.accounts.models import Staff
from hulplijn.content.models import OwnField
from hulplijn.content.queries import code_list, helpline
from hulplijn.content.rules.own import NUMBER, ONE, SEVERAL, Own, OwnCode, code_for
from hulplijn.content.texts import Text

_MISSING = {"required": gettext_lazy("Fill this in."), "invalid_choice": gettext_lazy("Choose one of these.")}
_NEW_ROWS = 6
_LONGEST = 60
_LARGEST = 100_000
SEES = (Staff.Role.COUNSELLOR, Staff.Role.COORDINATOR, Staff.Role.ANALYST, Staff.Role.ADMINISTRATOR)
KINDS = (
    (OwnField.Kind.ONE, gettext_lazy("One of a list")),
    (OwnField.Kind.SEVERAL, gettext_lazy("Several of a list")),
    (OwnField.Kind.YES_NO, gettext_lazy("Yes, no or unknown")),
    (OwnField.Kind.NUMBER, gettext_lazy("A whole number")),
)


@dataclass
class CodeRow:
    """One choice as it is typed: its code where it is there already, and its words in each language."""

    code: str
    name: str
    words: dict[str, str]
    ended: bool = False
    languages: list[tuple[str, str, str]] = field(default_factory=list)


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


class OwnFieldForm(forms.Form):
    """All that one version of a field holds. What is typed wrong stays where it was typed."""

    def __init__(self, post: QueryDict | None, *, there: Own | None, today: date) -> None:
        super().__init__(post, initial=_initial(there, today))
        self.there, self.today = there, today
        self.languages = helpline().languages
        for language in self.languages:
            self.fields[f"label_{language}"] = _words(_("Question, in %(language)s"), language, _LONGEST)
        for language in self.languages:
            self.fields[f"definition_{language}"] = _words(
                _("What counts and what does not, in %(language)s"), language, 300
            )
        if there is None:
            self.fields["kind"] = forms.ChoiceField(
                label=_("Kind of answer"), choices=KINDS, widget=forms.RadioSelect, error_messages=_MISSING
            )
        if there is None or there.kind == NUMBER:
            for name, label in (("lowest", _("Lowest number")), ("highest", _("Highest number"))):
                self.fields[name] = forms.IntegerField(
                    label=label,
                    required=False,
                    min_value=-_LARGEST,
                    max_value=_LARGEST,
                    widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
                    error_messages={"invalid": _("Use a whole number.")},
                )
        self.fields["reasons"] = forms.MultipleChoiceField(
            label=_("Only with these reasons; tick none to ask it always"),
            required=False,
            choices=[
                (one.code, str(one.label)) for one in code_list("reason").codes if one.code != "unknown"
            ],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Who may see it"),
            choices=[(role.value, role.label) for role in SEES],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one.")},
        )
        for name, label, required in (
            ("since", _("Asked from"), True),
            ("until", _("Up to and including; leave empty to go on"), False),
        ):
            self.fields[name] = forms.DateField(
                label=label,
                required=required,
                widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
                error_messages={"invalid": _("Choose a day."), "required": _("Choose a day.")},
            )
        self.rows = self._rows(post)
        self.rows_wrong = ""

    @property
    def has_list(self) -> bool:
        return self.there is None or self.there.kind in (ONE, SEVERAL)

    def _rows(self, post: QueryDict | None) -> list[CodeRow]:
        if not self.has_list:
            return []
        there = self.there.codes if self.there else ()
        rows = [
            CodeRow(one.code, f"code:{one.code}", dict(one.label), self._has_ended(one)) for one in there
        ] + [CodeRow("", f"new:{number}", {}) for number in range(1, _NEW_ROWS + 1)]
        for row in rows:
            if post is not None:
                row.words = {one: post.get(f"{row.name}:{one}", "").strip() for one in self.languages}
                row.ended = bool(post.get(f"{row.name}:ended"))
            row.languages = [(one, _language(one), row.words.get(one, "")) for one in self.languages]
        return rows

    def _has_ended(self, one: OwnCode) -> bool:
        return one.until is not None and one.until < self.today

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        kind = self.there.kind if self.there else given.get("kind", "")
        lowest, highest = given.get("lowest"), given.get("highest")
        if kind == NUMBER and (lowest is None or highest is None or lowest >= highest):
            self.add_error("highest", _("Give a lowest and a higher highest number."))
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("Choose a day after the first."))
        if kind in (ONE, SEVERAL):
            self._check_rows()
        return given

    def _check_rows(self) -> None:
        used = [row for row in self.rows if row.code or any(row.words.values())]
        if any(not row.words.get(one) for row in used for one in self.languages):
            self.rows_wrong = _("Give each choice a name in every language.")
        elif any(len(words) > _LONGEST for row in used for words in row.words.values()):
            self.rows_wrong = _("Keep each choice to 60 letters.")
        elif len([row for row in used if not row.ended]) < 2:
            self.rows_wrong = _("Give at least two choices that can be ticked.")
        if self.rows_wrong:
            self.add_error(None, self.rows_wrong)

    def made(self) -> Own:
        """The field as it is typed, to be saved."""
        given = self.cleaned_data
        start = self.there or Own("", 0, given["kind"], Text(), Text())
        is_number = start.kind == NUMBER
        return replace(
            start,
            label=Text({one: given[f"label_{one}"] for one in self.languages}),
            definition=Text({one: given[f"definition_{one}"] for one in self.languages}),
            codes=self._codes() if start.kind in (ONE, SEVERAL) else start.codes,
            lowest=given["lowest"] if is_number else 0,
            highest=given["highest"] if is_number else 0,
            reasons=tuple(given["reasons"]),
            roles=frozenset(given["roles"]),
            since=given["since"],
            until=given["until"],
        )

    def _codes(self) -> tuple[OwnCode, ...]:
        there = {one.code: one for one in (self.there.codes if self.there else ())}
        found: list[OwnCode] = []
        for row in self.rows:
            if not row.code and not any(row.words.values()):
                continue
            taken = {*there, *(one.code for one in found)}
            label = Text(row.words)
            code = row.code or code_for(label.in_("en"), taken)
            until = there[code].until if row.code else None
            if row.ended != (until is not None and until < self.today):
                until = self.today - timedelta(days=1) if row.ended else None
            found.append(OwnCode(code, label, until))
        return tuple(found)


def _initial(there: Own | None, today: date) -> dict[str, Any]:
    if there is None:
        return {"since": today, "roles": [role.value for role in SEES]}
    found: dict[str, Any] = {f"label_{one}": words for one, words in there.label.items()}
    found |= {f"definition_{one}": words for one, words in there.definition.items()}
    return found | {
        "lowest": there.lowest,
        "highest": there.highest,
        "reasons": list(there.reasons),
        "roles": list(there.roles),
        "since": there.since,
        "until": there.until,
    }


def _words(label: str, language: str, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label % {"language": _language(language)},
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "lang": language}),
        error_messages=_MISSING
        | {"max_length": _("This is too long. What you typed is still here; make it shorter.")},
    )
