from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "hulplijn.privacy"
    label = "privacy"

    def ready(self) -> None:
        from hulplijn.privacy import keys

        keys.listen()
