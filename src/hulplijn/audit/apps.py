from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hulplijn.audit"
    label = "audit"

    def ready(self) -> None:
        from hulplijn.audit import sealing

        sealing.register()
