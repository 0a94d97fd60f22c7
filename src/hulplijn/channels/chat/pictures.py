"""A screenshot as it may be kept: decoded, and written anew as a picture and nothing else."""

from __future__ import annotations

import io

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is looked at."""
_MOST_POINTS = 25_000_000
"""Unpacked, a hundred megabytes; a long page that was scrolled through has twenty million."""
_LONGEST_SIDE = 2400
_KINDS = ("PNG", "JPEG", "WEBP")
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


class NotAPicture(Exception):
    """No PNG, JPEG or WebP, or one that does not decode."""


class TooLarge(Exception):
    """More bytes or points than a screenshot has."""


def written_anew(file: bytes) -> bytes:
    """The picture in `file` as a JPEG of ours: no place, device, name or second picture is left in it.

    Raises:
        NotAPicture, TooLarge
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(file) > LARGEST:
        raise TooLarge(str(len(file)))
    if not file.startswith(_STARTS):
        raise NotAPicture("not by its first bytes")
    try:
        with Image.open(io.BytesIO(file), formats=_KINDS) as found:
            if found.width * found.height > _MOST_POINTS:  # known before anything is unpacked
                raise TooLarge(f"{found.width} x {found.height}")
            whole = found if found.mode in ("RGB", "RGBA", "L") else found.convert("RGB")
            whole.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))  # in place: what is unpacked is there once
            upright = ImageOps.exif_transpose(whole).convert("RGB")
    except TooLarge:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise NotAPicture(type(wrong).__name__) from wrong
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=88)
    return written.getvalue()
