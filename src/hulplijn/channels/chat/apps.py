from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "hulplijn.channels.chat"
    label = "chat"

    def ready(self) -> None:
        from hulplijn.channels.chat import presence

        presence.register()
