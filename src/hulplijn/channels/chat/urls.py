"""Addresses of the chat."""

from django.urls import path

from hulplijn.channels.chat import views

app_name = "chat"
urlpatterns = [
    path("chat/", views.page, name="page"),
    path("chat/begin/", views.begin, name="begin"),
    path("chat/klaar/", views.leave, name="leave"),
    path("chat/weg/", views.exit_fast, name="exit"),
]
