"""The doctor on the helpline's own texts: whether they fit the folder, and what an upgrade changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from hulplijn.content import overlay, reading
from hulplijn.plumbing.doctor import Asked, Finding, fine, look, wrong


def fit(asked: Asked) -> Iterator[Finding]:
    """Each text of ours is in use, and the file that it stands in place of is the one that it began from."""
    folder = Path(settings.HULPLIJN_CONTENT)
    found, own = overlay.differences(folder), overlay.own().by_name
    of_folder = reading.read(folder)[1]
    left_out = {one.file for one in reading.read(folder, own)[1] if one not in of_folder}
    changed = [one.name for one in found if one.shipped_changed]
    if left_out:
        yield wrong(
            f"Texts of your own no longer fit this version: {', '.join(sorted(left_out))}.",
            f"See why with hulplijn content check --own {folder}, and mend them on the page Content.",
        )
    if changed:
        yield look(
            f"An upgrade changed the product's own text of: {', '.join(changed)}. Yours is in use.",
            "See what changed with hulplijn content differences, and take over what helps.",
        )
    if not left_out and not changed:
        yield fine(f"Texts of your own in use: {len(found)}.")
