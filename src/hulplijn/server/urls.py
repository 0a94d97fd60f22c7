"""All addresses: each room has its own list."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hulplijn.server import views

urlpatterns = [
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("", include("hulplijn.look.urls")),
    *i18n_patterns(
        path("", include("hulplijn.accounts.urls")),
        path("", include("hulplijn.channels.chat.urls")),
        path("", include("hulplijn.site.urls")),
        path("werk/", include("hulplijn.workspace.urls")),
        path("", include("hulplijn.figures.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "hulplijn.site.views.not_found"
handler500 = "hulplijn.site.views.broken"
