from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "hulplijn.quality"
    label = "quality"

    def ready(self) -> None:
        from hulplijn.privacy import holders
        from hulplijn.quality.holders import HOLDERS

        holders.register(*HOLDERS)
