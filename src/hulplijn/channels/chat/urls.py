"""Addresses of the chat."""

from django.urls import path

from hulplijn.channels.chat import plain, views

app_name = "chat"
urlpatterns = [
    path("chat/", views.page, name="page"),
    path("chat/begin/", views.begin, name="begin"),
    path("chat/klaar/", views.leave, name="leave"),
    path("chat/weg/", views.exit_fast, name="exit"),
    path("chat/zonder/", plain.page, name="plain"),
    path("chat/zonder/zeg/", plain.say, name="plain_say"),
]
