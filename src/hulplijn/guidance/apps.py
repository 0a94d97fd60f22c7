from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "hulplijn.guidance"
    label = "guidance"
