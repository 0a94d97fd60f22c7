"""The helpline's own content as its editor shows it: what is in use, what is written, what was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hulplijn.accounts.models import Staff
from hulplijn.content import overlay
from hulplijn.content import queries as content
from hulplijn.content.models import Draft, OwnText
from hulplijn.content.overlay import Differences


@dataclass(frozen=True)
class Version:
    """One published text, with the aliases of who made it and who agreed; `back_to` 0: the product’s own."""

    version: int
    source: str
    made_by: str
    agreed_by: str
    at: datetime
    back_to: int | None
    in_use: bool


@dataclass(frozen=True)
class Editable:
    """One file: whether it came with the product, is ours now, has a draft, and was changed by an upgrade."""

    name: str
    is_shipped: bool
    is_ours: bool
    draft: Draft | None
    shipped_changed: bool


def editables() -> list[Editable]:
    """Every file that can be edited: those that came with the product, ours, and drafts of new ones."""
    shipped = overlay.shipped_names(content.folder())
    ours = {one.name: one for one in overlay.differences(content.folder())}
    drafts = {one.name: one for one in Draft.objects.all()}
    names = sorted({*shipped, *ours, *drafts}, key=lambda name: ("/" in name, name))
    return [
        Editable(
            name,
            name in shipped,
            name in ours,
            drafts.get(name),
            name in ours and ours[name].shipped_changed,
        )
        for name in names
    ]


def in_use(name: str) -> str:
    """The text of `name` that holds now, ours or the product's; nothing where there is none."""
    newest = overlay.newest().filter(name=name).first()
    if newest is None or newest.is_shipped:
        return overlay.shipped(content.folder(), name)
    return newest.source


def shipped(name: str) -> str:
    """The text that came with the product; nothing where there is none."""
    return overlay.shipped(content.folder(), name)


def draft_of(name: str) -> Draft | None:
    return Draft.objects.filter(name=name).first()


def versions(name: str) -> list[Version]:
    """Every text of ours that was ever published, the newest first."""
    rows = list(OwnText.objects.filter(name=name).order_by("-version"))
    aliases = _aliases({one.made_by for one in rows} | {one.agreed_by for one in rows})
    return [
        Version(
            one.version,
            one.source,
            aliases.get(one.made_by, ""),
            aliases.get(one.agreed_by, ""),
            one.at,
            one.back_to,
            one is rows[0],
        )
        for one in rows
    ]


def differences(name: str) -> Differences | None:
    """How our text differs from the product's, and what the product has changed since; None where it is not
    ours."""
    return next((one for one in overlay.differences(content.folder()) if one.name == name), None)


def changed_by_an_upgrade() -> list[Differences]:
    """Our texts beside which the product's own has changed since they were last laid together."""
    return [one for one in overlay.differences(content.folder()) if one.shipped_changed]


def alias_of(actor_id: str) -> str:
    """The alias of who wrote or asked; nothing where it was no member of staff."""
    return _aliases({actor_id}).get(actor_id, "")


def _aliases(ids: set[str]) -> dict[str, str]:
    known = Staff.objects.filter(pk__in=[int(one) for one in ids if one.isdecimal()])
    return {str(one.pk): one.alias for one in known}
