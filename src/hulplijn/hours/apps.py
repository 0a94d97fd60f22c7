from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "hulplijn.hours"
    label = "hours"
