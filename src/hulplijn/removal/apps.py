from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "hulplijn.removal"
    label = "removal"

    def ready(self) -> None:
        from hulplijn.ledger import kinds
        from hulplijn.removal.entries import NoticeDecided, NoticeSent

        kinds.register(NoticeSent)
        kinds.register(NoticeDecided)
