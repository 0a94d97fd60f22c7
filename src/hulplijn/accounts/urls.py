"""Addresses of the staff's door."""

from django.urls import path

from hulplijn.accounts.views import door

app_name = "accounts"
urlpatterns = [
    path("inloggen/", door.log_in, name="log_in"),
    path("inloggen/code/", door.second, name="second"),
    path("inloggen/instellen/", door.set_up, name="set_up"),
    path("uitloggen/", door.log_out, name="log_out"),
]
