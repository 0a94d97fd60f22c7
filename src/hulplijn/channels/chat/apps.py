from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "hulplijn.channels.chat"
    label = "chat"
