from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    name = "hulplijn.plumbing"
    label = "plumbing"
