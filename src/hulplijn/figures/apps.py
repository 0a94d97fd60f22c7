from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hulplijn.figures"
    label = "figures"
