from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "hulplijn.removal"
    label = "removal"
