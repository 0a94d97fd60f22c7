"""Headers that leave as few traces on a visitor's device as a page can, and let no other page reach ours."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_OFF = (
    *("accelerometer", "autoplay", "bluetooth", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi"),
    *("payment", "picture-in-picture", "publickey-credentials-create", "publickey-credentials-get"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking", "browsing-topics"),
)
_OWN = {"autoplay", "publickey-credentials-create", "publickey-credentials-get"}
"""What pages of ours use: the sound of an offer, and passkeys of staff."""

PERMISSIONS = ", ".join(f"{one}=({'self' if one in _OWN else ''})" for one in _OFF)
"""What the browser may let a page do; what stands in an empty pair of brackets nothing may."""


class DiscreetHeaders:
    """Middleware: no page is kept by a browser or told to the next site, unless its view says otherwise; and
    no page elsewhere opens, shows or reads one of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        return response
