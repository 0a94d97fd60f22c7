from django.apps import AppConfig


class PreventionConfig(AppConfig):
    name = "hulplijn.prevention"
    label = "prevention"

    def ready(self) -> None:
        from hulplijn.ledger import kinds
        from hulplijn.prevention.entries import Prevention

        kinds.register(Prevention)
