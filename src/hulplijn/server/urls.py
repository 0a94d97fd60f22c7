"""All addresses: each room has its own list."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("hulplijn.accounts.urls")),
    prefix_default_language=False,
)
