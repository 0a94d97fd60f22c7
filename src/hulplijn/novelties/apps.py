from django.apps import AppConfig


class NoveltiesConfig(AppConfig):
    name = "hulplijn.novelties"
    label = "novelties"
