"""Which codes of which kinds of entry the figures read, and how each is stored in the extract."""

from __future__ import annotations

COLUMNS: dict[str, dict[str, str]] = {
    "contact_closed": {
        "channel": "VARCHAR",
        "staffed": "BOOLEAN",
        "reason": "VARCHAR",
        "additional_reasons": "VARCHAR[]",
        "age": "VARCHAR",
        "gender": "VARCHAR",
        "found_via": "VARCHAR",
        "platforms": "VARCHAR[]",
        "demanded_cents": "BIGINT",
        "paid": "VARCHAR",
        "paid_cents": "BIGINT",
        "currency": "VARCHAR",
        "counts_as_data": "BOOLEAN",
        "role": "VARCHAR",
        "outcome": "VARCHAR",
        "payment_method": "VARCHAR",
        "since_when": "VARCHAR",
        "images_shared": "VARCHAR",
        "depicted_minor": "VARCHAR",
        "own": "VARCHAR[]",
        "not_coded": "VARCHAR[]",
    },
    "notice_sent": {"platform": "VARCHAR"},
    "notice_decided": {"platform": "VARCHAR", "honoured": "BOOLEAN"},
    "referral_state": {"partner": "VARCHAR", "state": "VARCHAR"},
    "nobody_named": {"why": "VARCHAR", "holds": "BOOLEAN"},
    "prevention": {
        "what": "VARCHAR",
        "year": "BIGINT",
        "month": "BIGINT",
        "reached": "BIGINT",
        "minutes": "BIGINT",
        "counts": "BOOLEAN",
    },
    "earlier_total": {"year": "BIGINT", "measure": "VARCHAR", "value": "BIGINT", "source": "VARCHAR"},
}

EVERY_ENTRY = {"id": "VARCHAR", "hour": "TIMESTAMP", "origin": "VARCHAR"}
