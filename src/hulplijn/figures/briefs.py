"""The brief: chosen signals on one page, for partners and for whoever makes the law. No person is in it.

It is made of coded values, their definitions, counts that may be shown, and what whoever makes it asks for;
that text is checked, printed and kept nowhere.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.timezone import localdate
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from hulplijn.content.queries import helpline
from hulplijn.figures import wording
from hulplijn.figures.signals import Signal, Signals, words_of
from hulplijn.look import paper
from hulplijn.novelties import rules

LONGEST, MOST = 600, 4
"""Letters of what is asked, and signals that fit on one page."""
LEADS_TO = {
    rules.MAIL: gettext_lazy("a mail address"),
    rules.HANDLE: gettext_lazy("the name of an account"),
    rules.LINK: gettext_lazy("a link"),
    rules.NUMBER: gettext_lazy("a long number"),
}
_MISSING = {
    "required": gettext_lazy("Choose at least one."),
    "invalid_choice": gettext_lazy("Choose one of these."),
}


@dataclass(frozen=True)
class Row:
    """One signal as the brief tells it: words and counts that may be shown, and nothing else."""

    label: str
    definition: str
    count: str
    usual: str
    times: str
    since: str


@dataclass(frozen=True)
class Brief:
    """One page in one language."""

    language: str
    name: str
    title: str
    helpline: str
    lead: str
    rows: tuple[Row, ...]
    asks: tuple[str, ...]
    words: dict[str, str]
    foot: str


class BriefForm(forms.Form):
    """What goes in the brief."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Signals"), widget=forms.CheckboxSelectMultiple, error_messages=_MISSING
    )
    asks = forms.CharField(
        label=gettext_lazy("What do we ask of the reader?"), required=False, widget=forms.Textarea
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), error_messages=_MISSING)
    kind = forms.ChoiceField(choices=[("pdf", "PDF"), ("html", "HTML")], error_messages=_MISSING)

    def __init__(self, *args: Any, found: Signals, **more: Any) -> None:
        super().__init__(*args, **more)
        self.found = found
        choices = {"chosen": [(one.id, one.label) for one in (*found.rising, *found.new)]}
        choices["language"] = languages()
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = values

    def clean_chosen(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if len(chosen) > MOST:
            raise forms.ValidationError(
                _("At most %(most)s fit on one page. Take the others in a second brief."),
                params={"most": MOST},
            )
        return chosen

    def clean_asks(self) -> str:
        text: str = self.cleaned_data["asks"]
        if len(text) > LONGEST:
            raise forms.ValidationError(_("This is too long. What you typed is still here; make it shorter."))
        why = rules.leads_to_somebody(text)
        if why:
            raise forms.ValidationError(
                _("This looks like it holds %(what)s. No person is in the brief: take it out."),
                params={"what": LEADS_TO[why]},
            )
        return text

    def made(self, at: datetime) -> Brief:
        """The brief in the language that was chosen."""
        given = self.cleaned_data
        every = {one.id: one for one in (*self.found.rising, *self.found.new)}
        with translation.override(given["language"]):
            return _made(self.found, [every[id] for id in given["chosen"]], given["asks"], at)


def languages() -> list[tuple[str, str]]:
    return [(one, str(get_language_info(one)["name_translated"])) for one in helpline().languages]


def as_pdf(brief: Brief) -> bytes:
    """As a tagged PDF."""
    return paper.pdf("figures/brief.typ", asdict(brief), language=brief.language)


def as_html(brief: Brief) -> bytes:
    """As a page of its own, without a script or anything that is fetched."""
    with translation.override(brief.language):
        return render_to_string("figures/brief.html", {"brief": brief}).encode()


def _made(found: Signals, chosen: list[Signal], asks: str, at: datetime) -> Brief:
    days = {"first": _day(found.first), "last": _day(found.until)}
    return Brief(
        language=translation.get_language(),
        name=f"signal-{found.last:%G-W%V}",
        title=_("Signal: what we see rise"),
        helpline=helpline().name,
        lead=_("Contacts with our counsellors from %(first)s up to and including %(last)s.") % days,
        rows=tuple(_row(one) for one in chosen),
        asks=tuple(line.strip() for line in asks.splitlines() if line.strip()),
        words={
            "count": _("In these four weeks"),
            "usual": _("Usual in four weeks"),
            "times": _("Times as many"),
            "since": _("Since about"),
            "asks": _("What we ask"),
            "how": _("How we know"),
            "method": _(
                "We compare how often something is named with the half year before, as a part of all"
                " contacts, and with what chance alone would give (method: Farrington and Noufaily). In a"
                " week in which nothing rises, this calls anything a rise at most five times in a hundred."
            ),
            "hidden": _(
                "Counts are of contacts, not of persons, and not of all who are affected. A count of one to"
                " four is not shown. Nothing that anybody said is in this brief."
            ),
            "sample": _("Made of sample data: no real person, no real rise.") if found.sample else "",
        },
        foot=_("Made on %(day)s") % {"day": _day(localdate(at))},
    )


def _row(one: Signal) -> Row:
    label, definition = words_of(one.id)
    count = wording.hidden(one.weeks.sign) if one.weeks.sign else wording.number(one.weeks.count or 0)
    if one.since is None:
        new = _("not seen before")
        return Row(label, definition, count, new, "–", _day(one.first) if one.first else "–")
    usual, times = wording.number(round(one.usual)), formats.number_format(f"{one.factor:.1f}", decimal_pos=1)
    return Row(label, definition, count, usual, times, _day(one.since))


def _day(day: Any) -> str:
    return formats.date_format(day, "j F Y")
