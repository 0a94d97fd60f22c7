from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "hulplijn.prevention"
    label = "prevention"
