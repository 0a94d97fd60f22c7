from django.apps import AppConfig


class RemovalConfig(AppConfig):
    name = "hulplijn.removal"
    label = "removal"

    def ready(self) -> None:
        from hulplijn.ledger import kinds
        from hulplijn.privacy import holders
        from hulplijn.removal.entries import NoticeDecided, NoticeSent
        from hulplijn.removal.holders import HOLDERS

        kinds.register(NoticeSent)
        kinds.register(NoticeDecided)
        holders.register(*HOLDERS)
