"""The slides in their order."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hulplijn.content.queries import code_list, helpline, plan_for
from hulplijn.figures import queries, wording
from hulplijn.figures.deck.native import Bar
from hulplijn.figures.deck.paint import GREY, INK_2, LAMP, MINT, ON_DEEP, ON_DEEP_2, PETROL, RULE
from hulplijn.figures.deck.sheet import FOOT, MARGIN, WIDTH, Deck, Slide, alternative
from hulplijn.figures.figure import Figure, Line, Synthetic
from hulplijn.figures.rules import shares, small_cells

_WITH_BARS = (
    "channel",
    "age",
    "gender",
    "reason",
    "platform",
    "found_via",
)

_LETTERS = 115
"""How many letters of a remark fit on a line, on the safe side."""


def fill(deck: Deck, figures: tuple[Figure, ...]) -> None:
    """Fill `deck` with the year of `figures`. A figure without anything to draw gets no slide."""
    by_id = {figure.id: figure for figure in figures}
    _opening(deck, figures)
    _advice(deck, by_id["advice_questions"])
    for id in _WITH_BARS:
        _bars(deck, by_id[id])
    _bars(deck, by_id["removal"], beside=by_id["removal_sent"])
    _bars(deck, by_id["referral_partner"])
    _sextortion(deck, by_id)
    _bars(deck, by_id["sextortion_kind"])
    _bars(deck, by_id["prevention_kind"])
    _bars(deck, by_id["prevention_reached"])
    _steps(deck)
    _closing(deck)


def notes_of(*figures: Figure) -> str:
    """What the figures count, in words for the speaker."""
    told = []
    for figure in figures:
        about = figure.about
        n = wording.number(figure.n) if figure.n is not None else wording.hidden("small")
        counts, out_of = pgettext("figures", "Counts"), pgettext("figures", "Out of")
        base, missing = pgettext("figures", "Base"), pgettext("figures", "Missing")
        told += [
            about.name,
            about.definition,
            f"{counts}: {about.numerator}",
            f"{out_of}: {about.denominator}",
            f"{base}: {about.base} n = {n}.",
            f"{missing}: {about.missing}",
            *figure.notes,
        ]
        if figure.missing is not None:
            told.append(_("Here: %(missing)s.") % {"missing": wording.number(figure.missing)})
        if figure.synthetic == Synthetic.ALL:
            told.append(wording.made_up())
        if not figure.complete:
            told.append(wording.not_complete())
        told.append("")
    return "\n".join(told).strip()


def _opening(deck: Deck, figures: tuple[Figure, ...]) -> None:
    slide = deck.slide(_("%(year)s in figures") % {"year": deck.year}, deep=True, notes=notes_of(figures[0]))
    first, *others = queries.headlines(figures)
    slide.text(MARGIN, 1.75, 7.2, first.value, size=115, bold=True, colour=LAMP, height=1.9)
    slide.text(MARGIN, 3.75, 6.6, first.text, size=26, bold=True, height=1.2)
    for place, fact in enumerate(others):
        y = 1.85 + place * 0.98
        slide.text(7.7, y, 1.6, fact.value, size=26, bold=True)
        slide.text(9.3, y + 0.07, 3.3, fact.text, size=18, colour=ON_DEEP_2, height=0.8)


def _advice(deck: Deck, figure: Figure) -> None:
    slide = deck.slide(figure.title, foot=f"{figure.subject}.", notes=notes_of(figure))
    lines = [line for line in figure.lines if line.code in ("all", "staffed")]
    if any(line.earlier is None for line in lines):
        bars = [
            Bar(line.label, line.count or 0, wording.number(line.count or 0), line.strong) for line in lines
        ]
        slide.bars(MARGIN, 2.0, WIDTH - 2 * MARGIN, 3.4, bars, alternative(figure))
        return
    series = [
        (
            _with_growth(line),
            (line.earlier or 0, line.count or 0),
            (wording.number(line.earlier or 0), wording.number(line.count or 0)),
        )
        for line in lines
    ]
    slide.change(MARGIN, 1.85, WIDTH - 2 * MARGIN, 4.1, figure.columns, series, alternative(figure))
    for note in figure.notes[:1]:
        slide.text(MARGIN, 6.05, WIDTH - 2 * MARGIN, note, size=14)


def _with_growth(line: Line) -> str:
    change = f", {wording.growth(line.change)}" if line.change is not None else ""
    return f"{line.label[:1].lower()}{line.label[1:]}{change}"


def _bars(deck: Deck, figure: Figure, *, beside: Figure | None = None) -> None:
    """A slide with a bar for each row; a hidden row keeps its place and has its sign for a bar.

    `beside` is a figure of one share that is told below the bars.
    """
    shown = [line for line in figure.first_lines if line.share is not None or line.sign]
    if not any(line.count for line in shown):
        return
    others = (beside,) if beside is not None else ()
    slide = deck.slide(figure.title, notes=notes_of(figure, *others))
    slide.text(MARGIN, 1.75, WIDTH - 2 * MARGIN, _marked(figure), size=18, colour=INK_2)
    foot = FOOT - 0.12
    for remark in reversed(_remarks(figure)):
        lines = 1 + len(remark) // _LETTERS
        foot -= 0.25 * lines
        slide.text(MARGIN, foot, WIDTH - 2 * MARGIN, remark, size=14, height=0.25 * lines)
    height = min(foot - 2.3, 0.35 + 0.85 * len(shown))
    slide.bars(
        MARGIN - 0.1,
        2.25,
        WIDTH - 2 * MARGIN,
        height,
        [_bar(figure, line) for line in shown],
        alternative(figure),
    )
    for one in others:
        if one.lines[0].share is not None:
            slide.text(MARGIN, 4.65, WIDTH - 2 * MARGIN, f"{one.title}.", size=20, bold=True)
            slide.text(MARGIN, 5.05, WIDTH - 2 * MARGIN, _marked(one), size=18, colour=INK_2)


def _marked(figure: Figure) -> str:
    """What the figure is a part of, and what a sample year invented of it."""
    return f"{figure.subject}. {wording.invented(figure.synthetic)}".strip()


def _bar(figure: Figure, line: Line) -> Bar:
    if line.share is None:
        return Bar(line.label, 0, wording.hidden(line.sign), unknown=line.unknown)
    size = float(line.share.exact) if line.share.under_one else line.share.percent / 100
    return Bar(line.label, size, wording.drawn(figure, line), line.strong, line.unknown)


def _remarks(figure: Figure) -> list[str]:
    """What must be known to read the bars: which rows they are, and what is assumed, made up or hidden."""
    told = [figure.assumption] if figure.assumption else []
    if figure.synthetic == Synthetic.NUMBERS:
        told.append(wording.what_is_published(figure))
    if figure.hides:
        told.append(wording.small_cells_are_hidden())
    if figure.long:
        told.append(_which_rows(figure))
    return told


def _which_rows(figure: Figure) -> str:
    drawn = [line for line in figure.first_lines if not line.unknown]
    known = [line for line in figure.lines if not line.unknown]
    words = {"shown": len(drawn), "all": len(known)}
    if any(line.sign == small_cells.WITHHELD for line in known):
        return _("%(shown)s of %(all)s rows; all of them are in the CSV file.") % words
    if len(drawn) < len(figure.first_lines):
        return (
            _("The %(shown)s largest of %(all)s rows, and what is unknown; all are in the CSV file.") % words
        )
    return _("The %(shown)s largest of %(all)s rows; all are in the CSV file.") % words


def _sextortion(deck: Deck, by_id: dict[str, Figure]) -> None:
    gender, paid, amount = (
        by_id[id] for id in ("sextortion_gender", "sextortion_paid", "sextortion_amount_paid")
    )
    if not (gender.spoken and paid.spoken):
        # A finding is hidden: then each figure has its rows on a slide of its own.
        _bars(deck, gender)
        _bars(deck, paid)
        _bars(deck, amount)
        return
    slide = deck.slide(
        queries.deep_dive_title((gender, paid, amount)),
        foot=_marked(gender),
        notes=notes_of(gender, paid, amount),
    )
    columns = (MARGIN, 4.86, 8.97)
    most = next(line for line in gender.lines if line.strong)
    _big(slide, columns[0], gender.spoken, _gender_in_words(most))
    if most.share:
        slide.split_bar(columns[0], 3.5, 3.5, float(most.share.exact))
    _rest(slide, columns[0], gender, most)
    _big(slide, columns[1], paid.spoken, _("of the sextortion contacts: the victim paid"))
    _one_in(slide, columns[1], paid)
    _rest(slide, columns[1], paid, paid.line("yes"))
    if amount.spoken:
        _big(slide, columns[2], amount.spoken, _("is what they paid on average"))
        slide.text(columns[2], 3.45, 3.6, _marked(amount), size=16, height=0.9)
    slide.rule(MARGIN, 4.7, WIDTH - 2 * MARGIN, RULE)
    kinds = [code for code in code_list("reason").codes if code.is_("sextortion")]
    for x, kind in zip(columns, kinds, strict=False):
        slide.text(x, 4.85, 3.6, str(kind.label), size=18, bold=True)
        slide.text(x, 5.25, 3.6, str(kind.definition), size=16, height=1.2)


def _one_in(slide: Slide, x: float, paid: Figure) -> None:
    """As many knots as *one in k* says, one of them filled."""
    k = shares.one_in(paid.line("yes").share)
    for place in range(k or 0):
        step = place * 2.8 / ((k or 2) - 1)
        slide.knot(x + 0.16 + step, 3.62, 0.28, GREY if place else PETROL, hollow=bool(place))


def _rest(slide: Slide, x: float, figure: Figure, told: Line) -> None:
    """The rows beside the one that is told in large print, with what a sample year invented of them."""
    rest = [line for line in figure.lines if line.code != told.code and (line.share or line.sign)]
    words = ", ".join(f"{wording.value(line)} {line.label[:1].lower()}{line.label[1:]}" for line in rest)
    invented = any(figure.synthetic_in(line) == Synthetic.ALL for line in rest)
    mark = f" ({wording.invented(Synthetic.ALL).rstrip('.').lower()})" if invented else ""
    slide.text(x, 3.85, 3.7, words + mark, size=16, height=0.6)


def _big(slide: Slide, x: float, number: str, text: str) -> None:
    slide.text(x, 1.75, 4.0, number, size=54, bold=True, colour=PETROL, height=1.0)
    slide.text(x, 2.75, 3.7, text, size=18, height=0.7)


def _gender_in_words(most: Line) -> str:
    if most.code == "male":
        return _("of the sextortion contacts are from men")
    return _("of the sextortion contacts are from women")


def _steps(deck: Deck) -> None:
    plan = plan_for("sextortion_financial")
    if plan is None or len(plan.steps) < 2:
        return
    slide = deck.slide(str(plan.title), deep=True)
    slide.text(
        MARGIN,
        1.25,
        8,
        _("The same steps stand beside every talk."),
        size=20,
        colour=ON_DEEP_2,
    )
    step = (WIDTH - 2 * MARGIN) / len(plan.steps)
    slide.rule(0, 3.7, WIDTH, ON_DEEP_2, thick=2.5)
    for place, one in enumerate(plan.steps):
        x = MARGIN + place * step
        slide.knot(x + 0.25, 3.7, 0.5, LAMP, text=str(place + 1))
        slide.text(x, 4.3, step - 0.25, str(one.title), size=20, bold=True, height=0.75)
        slide.text(x, 5.1, step - 0.25, str(one.lead), size=16, colour=ON_DEEP_2, height=1.3)


def _closing(deck: Deck) -> None:
    here = helpline()
    slide = deck.slide(_("You can reach us"), deep=True)
    slide.rule(0, 3.1, WIDTH, ON_DEEP_2, thick=2.5)
    slide.knot(MARGIN + 0.14, 3.1, 0.28, LAMP)
    slide.knot(WIDTH - MARGIN - 0.14, 3.1, 0.28, MINT)
    slide.text(MARGIN, 1.6, 11, _in_words(here.hours), size=26, bold=True, height=1.3)
    for place, (name, value) in enumerate(
        ((_("Phone"), here.phone), (_("E-mail"), here.email), (_("Web"), here.web))
    ):
        x = MARGIN + place * 4.05
        slide.text(x, 3.75, 3.8, name, size=18, colour=ON_DEEP_2)
        slide.text(x, 4.15, 3.9, value, size=22, bold=True, colour=ON_DEEP)
    if here.sample:
        slide.text(MARGIN, 5.4, 11, _("This is a demonstration and no helpline."), size=18, colour=ON_DEEP_2)


def _in_words(hours: str) -> str:
    """Opening hours in OSM syntax with the days' names in the language now active, a line for each rule."""
    days = {
        "Mo": pgettext("opening hours", "Monday"),
        "Tu": pgettext("opening hours", "Tuesday"),
        "We": pgettext("opening hours", "Wednesday"),
        "Th": pgettext("opening hours", "Thursday"),
        "Fr": pgettext("opening hours", "Friday"),
        "Sa": pgettext("opening hours", "Saturday"),
        "Su": pgettext("opening hours", "Sunday"),
        "PH": pgettext("opening hours", "public holidays"),
        "off": pgettext("opening hours", "closed"),
    }
    lines = []
    for rule in hours.split(";"):
        told = " ".join(_rule_in_words(part, days) for part in rule.split())
        lines.append(wording.sentence(told))
    return "\n".join(lines)


def _rule_in_words(part: str, days: dict[str, str]) -> str:
    if part[:1].isdigit():
        return part.replace("-", " – ")
    for code, name in days.items():
        part = part.replace(code, name)
    return part.replace("-", " " + pgettext("opening hours", "to") + " ").replace(",", ", ")
