from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "hulplijn.server"
    label = "server"

    def ready(self) -> None:
        from hulplijn.server import checks

        checks.enter()
