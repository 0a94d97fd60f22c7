"""What people call the countries and regions that a partner serves, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

_NAMES = {
    "AT": _("Austria"),
    "AU": _("Australia"),
    "AW": _("Aruba"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "BQ": _("Caribbean Netherlands"),
    "CA": _("Canada"),
    "CH": _("Switzerland"),
    "CW": _("Curaçao"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DE": _("Germany"),
    "DK": _("Denmark"),
    "EE": _("Estonia"),
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FR": _("France"),
    "GB": _("United Kingdom"),
    "GR": _("Greece"),
    "HR": _("Croatia"),
    "HU": _("Hungary"),
    "IE": _("Ireland"),
    "IS": _("Iceland"),
    "IT": _("Italy"),
    "LI": _("Liechtenstein"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "LV": _("Latvia"),
    "MA": _("Morocco"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "NL-DR": _("Drenthe"),
    "NL-FL": _("Flevoland"),
    "NL-FR": _("Friesland"),
    "NL-GE": _("Gelderland"),
    "NL-GR": _("Groningen"),
    "NL-LI": _("Limburg (Netherlands)"),
    "NL-NB": _("North Brabant"),
    "NL-NH": _("North Holland"),
    "NL-OV": _("Overijssel"),
    "NL-UT": _("Utrecht"),
    "NL-ZE": _("Zeeland"),
    "NL-ZH": _("South Holland"),
    "NO": _("Norway"),
    "NZ": _("New Zealand"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "SE": _("Sweden"),
    "SI": _("Slovenia"),
    "SK": _("Slovakia"),
    "SR": _("Suriname"),
    "SX": _("Sint Maarten"),
    "TR": _("Turkey"),
    "UA": _("Ukraine"),
    "US": _("United States"),
}
"""By ISO 3166 code: Europe, where else Dutch is spoken or many have family, and the provinces."""


def region_name(code: str) -> str:
    """The name of the country or region with this code; the code itself where we know no name."""
    return str(_NAMES.get(code, code))
