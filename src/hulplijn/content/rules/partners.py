"""`partners/*.yaml`: where a visitor can be referred to. The name of a file is a code of `referral_to`."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.marked import Sheet
from hulplijn.content.rules.opening import complaint
from hulplijn.content.shapes import Partner


def read(
    file: str,
    code: str,
    source: str,
    languages: tuple[str, ...],
    *,
    known: Collection[str],
    reason_groups: Collection[str],
    zone: ZoneInfo,
    errors: list[ContentError],
) -> Partner:
    """One partner; what is wrong is added to `errors`."""
    sheet = Sheet(file, languages, errors)
    block = sheet.open(source)
    if code not in known:
        sheet.wrong(1, N_("“{value}” is not a code of the list referral_to; rename the file."), value=code)
    hours = block.word("hours", required=False) or None
    wrong = complaint(hours, zone) if hours else None
    if wrong:
        block.wrong("hours", wrong[0], **wrong[1])
    partner = Partner(
        code=code,
        name=block.text("name"),
        what=block.text("what"),
        for_whom=block.text("for_whom"),
        hours=None if wrong else hours,
        phone=block.word("phone", required=False) or None,
        verified=block.verified("verified"),
        common_knowledge=block.flag("common_knowledge"),
        suits=block.words("suits", allowed=reason_groups),
    )
    block.done()
    return partner
