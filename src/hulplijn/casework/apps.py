from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "hulplijn.casework"
    label = "casework"
