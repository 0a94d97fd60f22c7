from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "hulplijn.content"
    label = "content"
