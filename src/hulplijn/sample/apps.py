from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "hulplijn.sample"
    label = "sample"
