from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "hulplijn.privacy"
    label = "privacy"

    def ready(self) -> None:
        from hulplijn.plumbing import due
        from hulplijn.privacy import copies, keys, renewal

        keys.listen()
        due.register(renewal.NIGHT, renewal.night, long=True)
        due.register(copies.OVER, copies.copy_over, long=True)
