from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "hulplijn.conversations"
    label = "conversations"
