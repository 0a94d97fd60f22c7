from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "hulplijn.look"
    label = "look"
