from django.apps import AppConfig


class ShiftsConfig(AppConfig):
    name = "hulplijn.shifts"
    label = "shifts"
