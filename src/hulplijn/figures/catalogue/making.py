"""What the figures of all sections share: how one is put together and the sentences they have in common."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.definitions import definition
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Definition, Figure, Line, Synthetic


def figure(
    id: str,
    counts: Counts,
    *,
    lines: tuple[Line, ...],
    n: int,
    subject: str,
    title: str = "",
    chart: str = "groups",
    notes: tuple[str, ...] = (),
    drawn_note: str = "",
    assumption: str = "",
    columns: tuple[str, ...] = (),
    missing: int | None = None,
    of_people: bool = True,
    sums_up: bool = True,
    total: str = "",
    mean_cents: int | None = None,
    spoken: str = "",
    tells_counts: bool = False,
    about: Definition | None = None,
) -> Figure:
    """A figure of the year of `counts`; without a finding its title is its name.

    `of_people`: its base counts people, so that a small one is hidden.
    """
    about = about or definition(id)
    base = rows.base_size(n) if of_people else n
    together = Line("total", total or _("Together"), count=base, sign="" if base is not None else "small")
    made = Figure(
        about=about,
        year=counts.year,
        title=title or about.name,
        subject=subject,
        chart=chart,
        lines=lines,
        n=base,
        missing=missing,
        columns=columns,
        drawn_note=drawn_note,
        assumption=assumption,
        sample=counts.sample,
        complete=counts.complete,
        total=together if sums_up else None,
        mean_cents=mean_cents,
        tells_counts=tells_counts,
        spoken=spoken,
    )
    return _with_notes(made, (*notes, assumption) if assumption else notes)


def _with_notes(made: Figure, notes: tuple[str, ...]) -> Figure:
    all_notes = list(notes)
    parts = [line.share for line in made.lines if line.share is not None]
    if sum(part.part for part in parts) == made.n and sum(part.percent for part in parts) != 100:
        all_notes.append(_("Each share is rounded by itself, so they need not add up to 100%."))
    if made.synthetic == Synthetic.NUMBERS:
        all_notes.append(wording.what_is_published(made))
    if made.hides:
        all_notes.append(wording.small_cells_are_hidden())
    return replace(made, notes=tuple(all_notes))


def contacts(n: int) -> str:
    """The base of most figures in a phrase."""
    return _("%(n)s staffed contacts") % {"n": number_or_sign(n)}


def number_or_sign(n: int) -> str:
    base = rows.base_size(n)
    return wording.number(base) if base is not None else wording.hidden("small")
