"""Addresses of the staff's door."""

from django.urls import path

from hulplijn.accounts import views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.log_in, name="log_in"),
    path("uitloggen/", views.log_out, name="log_out"),
]
