from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "hulplijn.privacy"
    label = "privacy"
