from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "hulplijn.figures"
    label = "figures"

    def ready(self) -> None:
        from hulplijn.figures import freezing
        from hulplijn.plumbing import due

        due.register(freezing.NIGHT, freezing.night, long=True)
