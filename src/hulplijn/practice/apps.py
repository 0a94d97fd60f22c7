from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "hulplijn.practice"
    label = "practice"

    def ready(self) -> None:
        from hulplijn.plumbing import due
        from hulplijn.practice import playing

        due.register(playing.PLAY, playing.play)
