from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "hulplijn.conversations"
    label = "conversations"

    def ready(self) -> None:
        from hulplijn.conversations.holders import HOLDERS
        from hulplijn.privacy import holders

        holders.register(*HOLDERS)
